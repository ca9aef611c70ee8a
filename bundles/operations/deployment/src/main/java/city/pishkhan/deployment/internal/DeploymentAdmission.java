package city.pishkhan.deployment.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.CodeAcceptances;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.runtime.CodeAdmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a production hub deploy only accepted code. Does nothing before the founding and in a demo city. */
final class DeploymentAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentAdmission.class);

    private final AcceptedCode code;
    private final Supplier<CodeAcceptances> acceptances;
    private final CodeAdmission admission;
    private final Set<Path> waiting = new ConcurrentSkipListSet<>();

    /** @param acceptances returns {@code null} while the hub's database is not available */
    DeploymentAdmission(AcceptedCode code, Supplier<CodeAcceptances> acceptances) {
        this.code = code;
        this.acceptances = acceptances;
        admission = new CodeAdmission(code, acceptances);
    }

    /** Returns the plan, with a warning if the code in the file must be accepted first. */
    Plan warn(Plan plan, Deployable target, Path file, byte[] content) throws IOException {
        return refusal(target, file, content).map(plan::withWarning).orElse(plan);
    }

    private Optional<Text> refusal(Deployable target, Path file, byte[] content) throws IOException {
        return code.isEnforced() && !target.code(content).isEmpty()
                ? admission.refusal(file, content)
                : Optional.empty();
    }

    /**
     * Accepts the code of a file on this node if the file itself is accepted or signed. A running bundle is accepted too, because
     * its copy, which a rollback installs, can differ from the file that was accepted.
     *
     * @throws Refusal CONFLICT {@code deployment.not-accepted}
     */
    void requireAccepted(Deployable target, Path file, byte[] content) throws IOException {
        Optional<Text> why = refusal(target, file, content);
        if (why.isPresent()) {
            throw Refusal.conflict("deployment.not-accepted", why.get());
        }
        if (code.isEnforced()) {
            String whole = Sha256.hex(content);
            acceptParts(target, content, whole);
            Optional<byte[]> present = target.present();
            if (present.isPresent() && isRunningBundle(target)) {
                acceptParts(target, present.get(), whole);
            }
        }
    }

    private void acceptParts(Deployable target, byte[] content, String whole) throws IOException {
        CodeAcceptances hub = acceptances.get();
        for (byte[] part : target.code(content)) {
            String sha256 = Sha256.hex(part);
            if (hub != null) {
                hub.acceptPart(sha256, target.name(), whole);
            }
            code.accept(sha256);
        }
    }

    /**
     * Returns {@code true} for a bundle, unless an installed bundle of this name was refused. An unknown person may
     * have installed a refused one.
     */
    private boolean isRunningBundle(Deployable target) {
        return target.kind() == Kind.BUNDLE
                && code.refusedBundles().stream()
                        .noneMatch(refused -> refused.bundle().equals(target.name()));
    }

    /** Returns why a file of the folder {@code deploy} may not be put in force; empty if it may. */
    Optional<Text> refusal(Path file, byte[] content) {
        return code.isEnforced() ? admission.refusal(file, content) : Optional.empty();
    }

    /** Returns {@code true} if a production hub accepts this digest, so that a file refused earlier must be tried again. */
    boolean isAcceptedNow(String sha256) {
        CodeAcceptances hub = acceptances.get();
        return code.isEnforced() && (code.isAccepted(sha256) || hub != null && hub.isAccepted(sha256));
    }

    /** Remembers a refused file of the folder {@code deploy}, which is tried again when its code is accepted. */
    void retryWhenAccepted(Path file) {
        waiting.add(file);
    }

    /** Offers files whose code has been accepted to the file installer again; called every few seconds. */
    void offerAccepted() {
        for (Path file : waiting) {
            try {
                if (Files.notExists(file)) {
                    waiting.remove(file);
                } else if (isAcceptedNow(Sha256.hex(Files.readAllBytes(file)))) {
                    waiting.remove(file);
                    // the file installer tries a file again when its time changes
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} is accepted; copy it into the folder deploy again: {}", file.getFileName(), e.toString());
            }
        }
    }
}
