package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/// The parts of a multipart request by name, files and plain fields alike.
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
                upload.parts.computeIfAbsent(part.getName(), name -> new ArrayList<>()).add(part);
            }
            return upload;
        } catch (IOException | ServletException e) {
            throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "the body is not a complete multipart body");
        }
    }

    public UploadedFile required(String name, DataSize limit) {
        return optional(name, limit).orElseThrow(() -> ProblemException.of(ProblemCode.MISSING_PART,
                "the part '" + name + "' is missing", "a part named " + name,
                parts.isEmpty() ? "no parts" : String.join(", ", parts.keySet())));
    }

    public Optional<UploadedFile> optional(String name, DataSize limit) {
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
