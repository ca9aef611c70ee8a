package city.pishkhan.platform.startup;

import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Describes the cause of a failure, without the exceptions that wrap it. */
public final class Causes {

    /** Maximum number of nested causes to follow, because causes may form a cycle. */
    private static final int DEEPEST = 20;

    private Causes() {}

    /**
     * Formats a failure as one line without a stack trace: the innermost cause, preceded by the outer exception's
     * message if that differs.
     */
    public static String plain(Throwable thrown) {
        Throwable outer = thrown;
        for (int i = 0; i < DEEPEST && isWrapper(outer) && outer.getCause() != null; i++) {
            outer = outer.getCause();
        }
        Throwable root = outer;
        for (int i = 0; i < DEEPEST && root.getCause() != null; i++) {
            root = root.getCause();
        }
        String description = describe(root);
        String first = outer == root || outer.getMessage() == null ? "" : outer.getMessage();
        return oneLine(
                first.isEmpty() || first.contains(description)
                        ? (first.isEmpty() ? description : first)
                        : first + ": " + description);
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof ExceptionInInitializerError
                || thrown instanceof ExecutionException
                || thrown instanceof CompletionException
                || thrown instanceof UncheckedIOException
                || thrown.getCause() != null && thrown.getCause().toString().equals(thrown.getMessage());
    }

    /** Describes a cause. Exceptions of the file system get a text, because their message is only the file name. */
    private static String describe(Throwable root) {
        if (root instanceof AccessDeniedException e) {
            return "no access to " + e.getFile();
        } else if (root instanceof NoSuchFileException e) {
            return "no such file: " + e.getFile();
        } else if (root instanceof FileSystemException e && e.getReason() == null) {
            return root.getClass().getSimpleName() + ": " + e.getFile();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
