package city.pishkhan.verification;

import city.pishkhan.proofs.Seal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of the verification of an evidence file.
 *
 * @param findings problems; empty if the file is valid
 * @param number case number in the file
 * @param entries number of entries
 * @param sealed number of sealed entries
 * @param sheets number of sheet hashes
 * @param head the seal to which all proofs lead, or {@code null}
 * @param seals numbers of its seals
 * @param witnessed last seal confirmed by a witness's copy, or {@code null}
 * @param confirmed number of entries that this seal covers
 * @param unproven files covered by the hub's signature only
 */
public record EvidenceReport(
        List<Finding> findings,
        String number,
        long entries,
        long sealed,
        long sheets,
        @Nullable Seal head,
        List<Long> seals,
        @Nullable Seal witnessed,
        long confirmed,
        List<String> unproven) {
    public EvidenceReport {
        findings = List.copyOf(findings);
        seals = List.copyOf(seals);
        unproven = List.copyOf(unproven);
    }

    public boolean hasNoFindings() {
        return findings.isEmpty();
    }

    /**
     * Formats the report: the findings, one per line, then a summary.
     *
     * @param witnessGiven {@code true} if a witness's copy was given
     */
    public List<String> lines(boolean witnessGiven) {
        List<String> lines =
                new ArrayList<>(findings.stream().map(Finding::toString).toList());
        lines.add("case " + number + ": " + entries + " entries, " + sealed + " of them sealed"
                + (head == null ? "" : " up to seal " + head.number() + " of " + head.at()) + ", " + sheets
                + " sheets");
        if (sealed < entries) {
            lines.add((entries - sealed) + " entries were not sealed yet when the file was created:"
                    + " only the hub's signature of the file proves them.");
        }
        lines.add(witnessLine(witnessGiven));
        if (!unproven.isEmpty()) {
            lines.add("Signed by the hub, but not proved: " + String.join(", ", unproven));
        }
        lines.add(
                hasNoFindings()
                        ? "The evidence is whole."
                        : "THE EVIDENCE IS NOT WHOLE: " + findings.size() + " findings.");
        return lines;
    }

    private String witnessLine(boolean witnessGiven) {
        if (witnessed != null) {
            return "A witness confirms seal " + witnessed.number() + ", which covers " + confirmed + " of the entries.";
        }
        return witnessGiven
                ? "No witness was checked: none of the witness's seals is among the seals of this file, which are "
                        + seals + "; fetch the file again with ?seal=<number of the witness's seal>."
                : "No witness was checked: a holder of the key could have rewritten everything.";
    }
}
