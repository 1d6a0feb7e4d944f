package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.util.unit.DataSize;

/// The bytes of a request's body, up to a limit that is checked before and while they are read.
public final class RequestBodyBytes {
    private RequestBodyBytes() {}

    public static byte[] read(HttpServletRequest request, DataSize limit) {
        long announced = request.getContentLengthLong();
        if (announced > limit.toBytes()) {
            throw tooLarge(limit, announced + " bytes");
        }
        try {
            byte[] body = request.getInputStream().readNBytes(Math.toIntExact(limit.toBytes() + 1));
            if (body.length > limit.toBytes()) {
                throw tooLarge(limit, "more");
            }
            return body;
        } catch (IOException e) {
            throw ProblemException.of(ProblemCode.MALFORMED_REQUEST, "the body ended early");
        }
    }

    private static ProblemException tooLarge(DataSize limit, String actual) {
        return ProblemException.of(ProblemCode.TOO_LARGE, "the body is too large", "at most " + limit.toBytes() + " bytes", actual);
    }
}
