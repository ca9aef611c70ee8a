package city.pishkhan.journal.internal;

import city.pishkhan.persistence.copy.RestoredBackup;
import city.pishkhan.persistence.copy.RestoredCheck;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.verification.JdbcJournal;
import city.pishkhan.verification.Report;
import city.pishkhan.verification.Trust;
import city.pishkhan.verification.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Verifies that a restored journal matches its seals and that the signing key was restored. */
@Component(service = RestoredCheck.class, configurationPid = "city.pishkhan.journal")
public final class RestoredJournalCheck implements RestoredCheck {
    private final Path keystore;
    private final Path password;
    private final String configured;

    @Activate
    public RestoredJournalCheck(BundleContext context, Sealer.Config config) {
        Path data = Sealer.data(context);
        keystore = config.keystore().isEmpty() ? data.resolve("seal.p12") : Path.of(config.keystore());
        password = data.resolve("seal.password");
        configured = config.keystore_password();
    }

    @Override
    public String check(RestoredBackup restored, List<String> faults) throws Exception {
        Path store = restored.file().apply(keystore);
        List<SealKey> keys = restored.tx().required(SealRepository::keys);
        List<KeyFile.Pair> pairs = Files.exists(store)
                ? new KeyFile(
                                store,
                                configured.isEmpty()
                                        ? Secrets.resolve(
                                                "file:" + restored.file().apply(password))
                                        : Secrets.resolve(configured))
                        .pairs()
                : List.of();
        if (!keys.isEmpty()
                && pairs.stream().noneMatch(pair -> pair.id()
                        .equals(keys.get(keys.size() - 1).id()))) {
            faults.add("journal: key " + keys.get(keys.size() - 1).id()
                    + ", which signs the seals, is not in the key bundle");
        }
        Trust trust = new Trust(pairs.stream().map(KeyFile.Pair::publicKey).toList(), keys);
        Report report = Verifier.check(new JdbcJournal(restored.database().getConnection()), trust, List.of());
        if (!report.hasNoFindings()) {
            report.lines().forEach(line -> faults.add("journal: " + line));
        }
        return "journal: " + String.join("; ", report.lines());
    }
}
