package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/// The parts of a multipart request by name, files and plain fields alike. A part without content and without a file name is
/// what forms send for a field that was left empty: it counts as absent.
public final class MultipartUpload {
    private final Map<String, List<Part>> parts = new LinkedHashMap<>();

    /// One file of an upload.
    ///
    /// @param fileName as the client named it; empty when it did not
    public record UploadedFile(String fileName, byte[] content) {}

    private MultipartUpload() {}

    /// **Errors**: `unexpected-part` for any name that is not among `known`.
    public static MultipartUpload of(HttpServletRequest request, Set<String> known) {
        MultipartUpload upload = new MultipartUpload();
        try {
            for (Part part : request.getParts()) {
                if (!known.contains(part.getName())) {
                    throw ProblemException.of(ProblemCode.UNEXPECTED_PART, "a part is not understood",
                            String.join(", ", known.stream().sorted().toList()), part.getName());
                }
                if (part.getSize() == 0 && blank(part.getSubmittedFileName())) {
                    continue;
                }
                upload.parts.computeIfAbsent(part.getName(), name -> new ArrayList<>()).add(part);
            }
            return upload;
        } catch (IOException | ServletException e) {
            throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "the body is not a complete multipart body");
        }
    }

    private static boolean blank(String fileName) {
        return fileName == null || fileName.isBlank();
    }

    public UploadedFile required(String name, DataSize limit) {
        return single(name, limit).orElseThrow(() -> ProblemException.of(ProblemCode.MISSING_PART,
                "the part '" + name + "' is missing", "a part named " + name,
                parts.isEmpty() ? "no parts" : String.join(", ", parts.keySet())));
    }

    /// The part; empty when it did not come or came without content.
    public Optional<UploadedFile> optional(String name, DataSize limit) {
        return single(name, limit).filter(file -> file.content().length > 0);
    }

    /// The bytes of a part that holds JSON; empty when it is absent, blank or `null`.
    public Optional<byte[]> json(String name, DataSize limit) {
        return optional(name, limit).map(UploadedFile::content).filter(content -> {
            String start = new String(content, 0, Math.min(content.length, 64), StandardCharsets.ISO_8859_1).strip();
            return content.length > 64 || !start.isEmpty() && !start.equals("null");
        });
    }

    private Optional<UploadedFile> single(String name, DataSize limit) {
        List<UploadedFile> files = all(name, limit);
        if (files.size() > 1) {
            throw ProblemException.of(ProblemCode.UNEXPECTED_PART, "the part '" + name + "' came more than once",
                    "one part named " + name, files.size());
        }
        return files.stream().findFirst();
    }

    public List<UploadedFile> all(String name, DataSize limit) {
        List<UploadedFile> files = new ArrayList<>();
        for (Part part : parts.getOrDefault(name, List.of())) {
            if (part.getSize() > limit.toBytes() || part.getSize() > Integer.MAX_VALUE - 64) {
                throw ProblemException.of(ProblemCode.TOO_LARGE, "the part '" + name + "' is too large",
                        "at most " + limit.toBytes() + " bytes", part.getSize() + " bytes");
            }
            try (InputStream content = part.getInputStream()) {
                String fileName = part.getSubmittedFileName();
                files.add(new UploadedFile(fileName == null ? "" : fileName, content.readAllBytes()));
            } catch (IOException e) {
                throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "the part '" + name + "' cannot be read");
            }
        }
        return files;
    }
}
