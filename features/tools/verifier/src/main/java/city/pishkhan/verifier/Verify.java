package city.pishkhan.verifier;

import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.WitnessFile;
import city.pishkhan.verification.EvidenceCheck;
import city.pishkhan.verification.EvidenceReport;
import city.pishkhan.verification.JdbcJournal;
import city.pishkhan.verification.JournalFile;
import city.pishkhan.verification.Report;
import city.pishkhan.verification.SheetProofCheck;
import city.pishkhan.verification.Source;
import city.pishkhan.verification.Trust;
import city.pishkhan.verification.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a journal, the evidence of one case, or the proof of one sheet without the hub's help. Needs a public key and, optionally, a
 * witness's seals. Exit codes: 0 intact, 1 not intact, 64 wrong usage, 74 unreadable input.
 */
public final class Verify {
    private static final String USAGE =
            """
            usage: java -jar verifier.jar --key <public key, PEM> [--witness <seals, JSON>] [--sheet <file>] <exported journal | evidence of a case | proof of a sheet | jdbc:postgresql://… >
              --key      public key with which the journal was first sealed; repeat the option for several keys
              --witness  one or more seals stored by a witness; without them, a history rewritten by the owner of the key is not detected
              --sheet    the sheet to which the proof belongs
              for a database, give user and password in its URL, or in PGUSER and PGPASSWORD""";

    private Verify() {}

    /** Runs the verification that the arguments describe, see {@code USAGE}, and exits with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        try {
            List<PublicKey> keys = new ArrayList<>();
            List<Seal> witnessed = new ArrayList<>();
            String journal = null;
            Path sheet = null;
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                if (argument.startsWith("--")) {
                    if (i + 1 == arguments.size()) {
                        return usage(argument + " needs a file");
                    }
                    Path file = Path.of(arguments.get(++i));
                    switch (argument) {
                        case "--key" -> keys.addAll(Trust.read(file));
                        case "--witness" -> witnessed.addAll(WitnessFile.read(file));
                        case "--sheet" -> sheet = file;
                        default -> {
                            return usage("unknown option " + argument);
                        }
                    }
                } else if (journal == null) {
                    journal = argument;
                } else {
                    return usage("only one journal can be checked at a time");
                }
            }
            if (journal == null || keys.isEmpty()) {
                return usage(journal == null ? "the journal is missing" : "--key is missing");
            }
            return check(journal, sheet, keys, witnessed);
        } catch (IOException | SQLException | RuntimeException e) {
            System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            return 74;
        }
    }

    private static int check(String journal, Path sheet, List<PublicKey> keys, List<Seal> witnessed)
            throws IOException, SQLException {
        if (!journal.startsWith("jdbc:") && SheetProofCheck.isProof(Path.of(journal))) {
            SheetProofCheck.Result result = SheetProofCheck.check(Path.of(journal), sheet, keys, witnessed);
            result.lines().forEach(System.out::println);
            return result.hasNoFindings() ? 0 : 1;
        }
        if (sheet != null) {
            return usage("--sheet can be used only with the proof of a sheet");
        }
        if (!journal.startsWith("jdbc:") && EvidenceCheck.isEvidence(Path.of(journal))) {
            EvidenceReport report = EvidenceCheck.check(Path.of(journal), keys, witnessed);
            report.lines(!witnessed.isEmpty()).forEach(System.out::println);
            return report.hasNoFindings() ? 0 : 1;
        }
        Source source = open(journal);
        List<SealKey> introduced = source.keys();
        Report report = Verifier.check(source, new Trust(keys, introduced), witnessed);
        report.lines().forEach(System.out::println);
        return report.hasNoFindings() ? 0 : 1;
    }

    private static Source open(String journal) throws IOException, SQLException {
        if (!journal.startsWith("jdbc:")) {
            return JournalFile.open(Path.of(journal));
        }
        return new JdbcJournal(
                DriverManager.getConnection(journal, System.getenv("PGUSER"), System.getenv("PGPASSWORD")));
    }

    private static int usage(String wrong) {
        System.err.println(wrong);
        System.err.println(USAGE);
        return 64;
    }
}
