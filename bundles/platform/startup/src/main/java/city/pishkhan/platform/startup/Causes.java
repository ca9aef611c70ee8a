package city.pishkhan.platform.startup;

import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Why something failed, in the words of what failed, not of what was wrapped around it. */
public final class Causes {

    /** Causes may go round in a circle. */
    private static final int DEEPEST = 20;

    private Causes() {}

    /** One line without a stack trace: of the innermost cause, with the outer one's words before it where they are somebody's own. */
    public static String plain(Throwable thrown) {
        Throwable outer = thrown;
        for (int i = 0; i < DEEPEST && wrapping(outer) && outer.getCause() != null; i++) {
            outer = outer.getCause();
        }
        Throwable root = outer;
        for (int i = 0; i < DEEPEST && root.getCause() != null; i++) {
            root = root.getCause();
        }
        String said = said(root);
        String first = outer == root || outer.getMessage() == null ? "" : outer.getMessage();
        return oneLine(
                first.isEmpty() || first.contains(said) ? (first.isEmpty() ? said : first) : first + ": " + said);
    }

    private static boolean wrapping(Throwable thrown) {
        return thrown instanceof InvocationTargetException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof ExceptionInInitializerError
                || thrown instanceof ExecutionException
                || thrown instanceof CompletionException
                || thrown instanceof UncheckedIOException
                || thrown.getCause() != null && thrown.getCause().toString().equals(thrown.getMessage());
    }

    /** The file system's exceptions have the file alone for a message. */
    private static String said(Throwable root) {
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
