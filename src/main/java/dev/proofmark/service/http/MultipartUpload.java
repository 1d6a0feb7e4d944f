package dev.proofmark.service.http;

import dev.proofmark.service.errors.PassingFault;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.http.fileupload.FileItem;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.disk.DiskFileItemFactory;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.springframework.util.unit.DataSize;

/// The parts of a multipart request by name, files and plain fields alike. A part without content and without a file name is
/// what forms send for a field that was left empty: it counts as absent.
public final class MultipartUpload {
    private static final int PARTS = 64;
    private static final int PART_HEADER_BYTES = 4 << 10;
    /// A part in memory, and what is made of its bytes while the request is answered: graphs, keys, sealed copies.
    private static final int HEAP_PER_BYTE = 4;

    private final Map<String, List<FileItem>> parts = new LinkedHashMap<>();
    private final MemoryShare memory;

    /// One file of an upload.
    ///
    /// @param fileName as the client named it; empty when it did not
    public record UploadedFile(String fileName, byte[] content) {}

    private MultipartUpload(MemoryShare memory) {
        this.memory = memory;
    }

    /// **Errors**: `unexpected-part` for any name that is not among `known`.
    public static MultipartUpload of(HttpServletRequest request, Set<String> known) {
        ReceivedBody body = ReceivedBody.of(request);
        MultipartUpload upload = new MultipartUpload(body.memory());
        for (FileItem part : split(request.getContentType(), body)) {
            if (part.getFieldName() == null || !known.contains(part.getFieldName())) {
                throw ProblemException.of(ProblemCode.UNEXPECTED_PART, "a part is not understood",
                        String.join(", ", known.stream().sorted().toList()), part.getFieldName());
            }
            if (part.getSize() == 0 && blank(part.getName())) {
                continue;
            }
            upload.parts.computeIfAbsent(part.getFieldName(), name -> new ArrayList<>()).add(part);
        }
        return upload;
    }

    private static List<FileItem> split(String contentType, ReceivedBody body) {
        FileUpload splitter = new FileUpload();
        splitter.setFileItemFactory(new DiskFileItemFactory(0, body.folder().toFile()));
        splitter.setFileCountMax(PARTS);
        splitter.setPartHeaderSizeMax(PART_HEADER_BYTES);
        splitter.setHeaderEncoding(StandardCharsets.UTF_8.name());
        try (InputStream bytes = body.read()) {
            List<FileItem> items = splitter.parseRequest(new UploadContext() {
                @Override
                public String getCharacterEncoding() {
                    return StandardCharsets.UTF_8.name();
                }

                @Override
                public long contentLength() {
                    return -1;
                }

                @Override
                public String getContentType() {
                    return contentType;
                }

                @Override
                public InputStream getInputStream() {
                    return bytes;
                }
            });
            items.forEach(item -> body.owns(item::delete));
            return items;
        } catch (FileCountLimitExceededException e) {
            throw ProblemException.of(ProblemCode.TOO_LARGE, "the upload has too many parts", "at most " + PARTS + " parts", "more");
        } catch (IOException | InvalidFileNameException e) {
            PassingFault.of(e).ifPresent(fault -> {
                throw ProblemException.of(fault.code(), fault.detail());
            });
            throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "the body is not a complete multipart body",
                    "multipart/form-data with its boundary", "a body that cannot be split");
        }
    }

    private static boolean blank(String fileName) {
        return fileName == null || fileName.isBlank();
    }

    public UploadedFile required(String name, DataSize limit) {
        return single(name, limit).orElseThrow(() -> missing(name));
    }

    /// The part; empty when it did not come or came without content.
    public Optional<UploadedFile> optional(String name, DataSize limit) {
        return single(name, limit).filter(file -> file.content().length > 0);
    }

    /// A part of an upload that is read when it is asked for, as often as it is asked for.
    public record UnreadFile(FileItem part, MemoryShare memory) {
        public long length() {
            return part.getSize();
        }

        public byte[] read() {
            memory.take(HEAP_PER_BYTE * part.getSize());
            return with(InputStream::readAllBytes);
        }

        /// The first bytes, at most so many.
        public byte[] head(int most) {
            return with(content -> content.readNBytes(most));
        }

        /// SHA-256 of the content, which is not held for it.
        public String sha256() {
            return with(Digests::sha256);
        }

        private <T> T with(Reading<T> reading) {
            try (InputStream content = part.getInputStream()) {
                return reading.of(content);
            } catch (IOException e) {
                throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "the part '" + part.getFieldName() + "' cannot be read");
            }
        }

        private interface Reading<T> {
            T of(InputStream content) throws IOException;
        }
    }

    /// The part, unread.
    public UnreadFile unread(String name, DataSize limit) {
        return unreadIfPresent(name, limit).orElseThrow(() -> missing(name));
    }

    /// The part, unread; empty when it did not come.
    public Optional<UnreadFile> unreadIfPresent(String name, DataSize limit) {
        List<FileItem> found = parts.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw ProblemException.of(ProblemCode.UNEXPECTED_PART, "the part '" + name + "' came more than once",
                    "one part named " + name, found.size());
        }
        return found.stream().findFirst().map(part -> new UnreadFile(within(part, limit), memory));
    }

    private ProblemException missing(String name) {
        return ProblemException.of(ProblemCode.MISSING_PART, "the part '" + name + "' is missing", "a part named " + name,
                parts.isEmpty() ? "no parts" : String.join(", ", parts.keySet()));
    }

    private static FileItem within(FileItem part, DataSize limit) {
        if (part.getSize() > limit.toBytes() || part.getSize() > Integer.MAX_VALUE - 64) {
            throw ProblemException.of(ProblemCode.TOO_LARGE, "the part '" + part.getFieldName() + "' is too large",
                    "at most " + limit.toBytes() + " bytes", part.getSize() + " bytes");
        }
        return part;
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
        for (FileItem part : parts.getOrDefault(name, List.of())) {
            memory.take(HEAP_PER_BYTE * within(part, limit).getSize());
            try (InputStream content = part.getInputStream()) {
                String fileName = part.getName();
                files.add(new UploadedFile(fileName == null ? "" : fileName, content.readNBytes((int) part.getSize())));
            } catch (IOException e) {
                throw ProblemException.of(ProblemCode.MALFORMED_MULTIPART, "the part '" + name + "' cannot be read");
            }
        }
        return files;
    }

    /// What the request may take while it is answered.
    public MemoryShare memory() {
        return memory;
    }
}
