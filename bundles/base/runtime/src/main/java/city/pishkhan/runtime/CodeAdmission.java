package city.pishkhan.runtime;

import city.pishkhan.api.deployment.CodeAcceptances;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a file of code may be put in force: a bundle, a KAR or features file, or a route file. It may if its digest is accepted,
 * or if an accepted release key has signed it; the signature is in a file of the same name plus {@code .sig}. Thread-safe.
 */
public final class CodeAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(CodeAdmission.class);
    private static final Messages MESSAGES = Messages.of(CodeAdmission.class);
    private static final String SIGNATURE = ".sig";
    private static final int LONGEST_SIGNATURE = 200;

    private final AcceptedCode code;
    private final Supplier<CodeAcceptances> acceptances;

    /** @param acceptances returns {@code null} while the hub's database is not available */
    public CodeAdmission(AcceptedCode code, Supplier<CodeAcceptances> acceptances) {
        this.code = code;
        this.acceptances = acceptances;
    }

    /**
     * Checks a file, and accepts it on this node if the hub accepts it or its signature is valid.
     *
     * @param file location of the content; its signature is looked up in the same folder
     * @return why the file may not be put in force, and what to do; empty if it may
     */
    public Optional<Text> refusal(Path file, byte[] content) {
        String sha256 = Sha256.hex(content);
        if (code.isAccepted(sha256)) {
            return Optional.empty();
        }
        if (isAcceptedByHub(file, sha256, content)) {
            code.accept(sha256);
            return Optional.empty();
        }
        return Optional.of(MESSAGES.text("code.not-accepted", file.getFileName(), sha256, file));
    }

    /** Returns {@code false} also while the database does not answer; the caller tries again later. */
    private boolean isAcceptedByHub(Path file, String sha256, byte[] content) {
        CodeAcceptances hub = acceptances.get();
        try {
            return hub != null && (hub.isAccepted(sha256) || isSigned(hub, file, content));
        } catch (RuntimeException e) {
            LOG.warn("It cannot be determined whether {} is accepted: {}", file.getFileName(), e.toString());
            return false;
        }
    }

    private static boolean isSigned(CodeAcceptances hub, Path file, byte[] content) {
        Path beside = file.resolveSibling(file.getFileName() + SIGNATURE);
        try {
            if (!Files.isRegularFile(beside) || Files.size(beside) > LONGEST_SIGNATURE) {
                return false;
            }
            byte[] signature =
                    Base64.getDecoder().decode(Files.readString(beside).strip());
            return hub.acceptSigned(file.getFileName().toString(), content, signature)
                    .isPresent();
        } catch (IOException | IllegalArgumentException e) {
            return false; // a signature that cannot be read is none
        }
    }
}
