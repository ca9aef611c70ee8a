package city.pishkhan.verification;

import city.pishkhan.proofs.Seal;
import java.util.List;

/**
 * What a check found.
 *
 * @param findings  what is wrong; empty if all is well
 * @param entries   how many entries there are
 * @param cases     of how many cases
 * @param seals     how many seals
 * @param last      the last good seal, or {@code null}
 * @param unsealed  entries that no seal covers yet
 * @param witnessed number of the last seal that a witness's copy confirmed, 0 for none
 */
public record Report(
        List<Finding> findings, long entries, long cases, long seals, Seal last, long unsealed, long witnessed) {
    public Report {
        findings = List.copyOf(findings);
    }

    public boolean clean() {
        return findings.isEmpty();
    }

    /** For people: the findings, one a line, then what was read. */
    public List<String> lines() {
        var lines = new java.util.ArrayList<>(
                findings.stream().map(Finding::toString).toList());
        lines.add(entries + " entries of " + cases + " cases, " + seals + " seals"
                + (last == null
                        ? ""
                        : ", sealed up to entry " + last.to() + " by seal " + last.number() + " of " + last.at())
                + ", " + unsealed + " entries not sealed yet, which is the next seal's work");
        lines.add(
                witnessed == 0
                        ? "No witness was heard: whoever holds the key could have rewritten all of it."
                        : "A witness confirms seal " + witnessed + ".");
        lines.add(clean() ? "The journal is whole." : "THE JOURNAL IS NOT WHOLE: " + findings.size() + " findings.");
        return lines;
    }
}
