package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/// A request's query, read strictly: every parameter has a name and a value, comes once, and is one that the handler takes.
final class QueryParameters {
    private static final int MOST = 32;
    private static final Pattern ESCAPES = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*");

    private QueryParameters() {}

    /// The parameters by name.
    ///
    /// **Errors** `invalid-parameter`.
    static Map<String, String> parse(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", MOST + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name.isEmpty()) {
                throw invalid("a parameter has no name", "name=value", "no name");
            }
            if (parameters.putIfAbsent(name, value) != null) {
                throw invalid("the parameter '" + shown(name) + "' came more than once", "once", "more");
            }
            if (parameters.size() > MOST) {
                throw invalid("the query has too many parameters", "at most " + MOST, "more");
            }
        }
        return parameters;
    }

    /// Holds a query against what a method of a controller takes.
    static void check(String query, HandlerMethod handler) {
        if (!handler.getBeanType().getPackageName().startsWith("dev.proofmark.")) {
            return;
        }
        Set<String> known = new TreeSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                known.add(annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name());
            }
        }
        parse(query).forEach((name, value) -> {
            if (!known.contains(name)) {
                throw invalid("the parameter '" + shown(name) + "' is not understood",
                        known.isEmpty() ? "no parameters" : String.join(", ", known), shown(name));
            }
            if (value.isEmpty()) {
                throw invalid("the parameter '" + name + "' has no value", name + "=value", "an empty value");
            }
        });
    }

    private static String decoded(String text) {
        if (!ESCAPES.matcher(text).matches()) {
            throw invalid("the query has a malformed escape", "% with two hexadecimal digits", "something else");
        }
        byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw invalid("the query is not UTF-8", "UTF-8", "other bytes");
        }
    }

    private static String shown(String name) {
        return name.length() > 64 ? "a longer name" : name;
    }

    private static ProblemException invalid(String detail, String expected, String actual) {
        return ProblemException.of(ProblemCode.INVALID_PARAMETER, detail, expected, actual);
    }
}
