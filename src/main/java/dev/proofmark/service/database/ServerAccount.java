package dev.proofmark.service.database;

import dev.proofmark.service.platform.FolderRemoval;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// As whom the database server runs, since it refuses to run as root.
///
/// Anybody else runs it as themselves. Root tries in turn: a user namespace of its own, in which root is somebody else
/// while the files stay root's; then the account `nobody` with no right of root's but to reach files below folders that are
/// root's alone, the server's own files being given to it. What works is found by trial, in the folder where it must work.
///
/// @param prefix what comes before every command of the server
/// @param uid    whose the server's files are; negative where that is left as it is
record ServerAccount(List<String> prefix, int uid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final long TRIAL_SECONDS = 20;

    static final ServerAccount OWN = new ServerAccount(List.of(), -1);
    static final ServerAccount NAMESPACE = new ServerAccount(List.of("unshare", "-U"), ROOT);
    static final ServerAccount UNPRIVILEGED = new ServerAccount(List.of(
            "setpriv", "--reuid", String.valueOf(NOBODY), "--regid", String.valueOf(NOBODY), "--clear-groups",
            "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"), NOBODY);
    private static final String TRIAL =
            "test \"$(id -u)\" != 0 && id -un && test -x \"$(dirname \"$0\")\" && echo > \"$0\"";
    static final List<ServerAccount> OF_ROOT = List.of(NAMESPACE, UNPRIVILEGED);

    /// **Errors** IllegalStateException where none of `ways` works in `folder`.
    static ServerAccount choose(Path folder, List<ServerAccount> ways) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return OWN;
        }
        for (ServerAccount way : ways) {
            if (way.works(folder)) {
                return way;
            }
        }
        throw new IllegalStateException("the embedded PostgreSQL does not run as root, and this system lets root neither"
                + " make a user namespace (unshare -U) nor become nobody (setpriv of util-linux, with the capabilities"
                + " setuid, setgid, setpcap and dac_override): start as another user, or name a database by"
                + " spring.datasource.url");
    }

    /// Whether a command run this way is not root's, and can read and write in a folder that it owns below `folder`.
    private boolean works(Path folder) throws IOException {
        Path trial = Files.createDirectories(folder.resolve("account-trial"));
        Path written = trial.resolve("written");
        try {
            own(trial);
            Process process = new ProcessBuilder(command("sh", "-c", TRIAL, written.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0 && Files.exists(written);
        } catch (IOException e) {
            return false; // no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database's account is chosen", e);
        } finally {
            FolderRemoval.remove(trial);
        }
    }

    List<String> command(String... parts) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(parts));
        return command;
    }

    /// Gives a file, or a folder with everything in it, to the account.
    void own(Path root) throws IOException {
        if (uid < 0 || !Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return give(folder);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }
        });
    }

    private FileVisitResult give(Path path) throws IOException {
        if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        return FileVisitResult.CONTINUE;
    }
}
