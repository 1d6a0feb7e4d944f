package dev.proofmark.service.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// A body in memory: it takes of its share what it holds, in pieces, and gives each piece back when it has been read.
///
/// What a body only announces costs nothing, so that stalled bodies hold nothing. One that has brought [#BELIEVED]
/// bytes takes all that it announced at once: of many large bodies the first go through, and the others learn early that
/// there is no room.
final class MemoryBody implements BodySink {
    static final int BELIEVED = 256 << 10;
    private static final int SMALLEST_PIECE = 4 << 10;
    private static final int LARGEST_PIECE = 256 << 10;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private final MemoryShare share;
    private final long announced;
    private byte[] last = new byte[0];
    private int filled;
    private long length;
    private long ahead;

    /// @param announced the length that the request told, -1 for none
    MemoryBody(MemoryShare share, long announced) {
        this.share = share;
        this.announced = announced;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int done = 0;
        while (done < count) {
            if (filled == last.length) {
                add();
            }
            int step = Math.min(count - done, last.length - filled);
            System.arraycopy(bytes, offset + done, last, filled, step);
            filled += step;
            done += step;
        }
        length += count;
    }

    private void add() {
        int size = Math.clamp(last.length * 2L, SMALLEST_PIECE, LARGEST_PIECE);
        if (length >= BELIEVED && ahead == 0 && announced > length) {
            share.take(announced - length);
            ahead = announced - length;
        }
        long covered = Math.min(ahead, size);
        share.take(size - covered);
        ahead -= covered;
        last = new byte[size];
        filled = 0;
        pieces.addLast(last);
    }

    @Override
    public InputStream read() {
        return new InputStream() {
            private int position;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int count) {
                while (!pieces.isEmpty()) {
                    byte[] first = pieces.peekFirst();
                    int end = pieces.size() == 1 ? filled : first.length;
                    if (position < end) {
                        int step = Math.min(count, end - position);
                        System.arraycopy(first, position, into, offset, step);
                        position += step;
                        return step;
                    }
                    pieces.removeFirst();
                    share.giveBack(first.length);
                    position = 0;
                }
                last = new byte[0];
                return -1;
            }
        };
    }

    @Override
    public void close() throws IOException {
        pieces.clear();
        last = new byte[0];
    }
}
