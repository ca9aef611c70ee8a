package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Proven;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that the entries of an evidence file are the complete chain of one case, with the number of entries in the manifest. */
final class CaseChainCheck {
    private final List<Finding> findings;

    CaseChainCheck(List<Finding> findings) {
        this.findings = findings;
    }

    void check(JsonNode manifest, List<Proven> entries) {
        String caseId = manifest.path("case").path("id").asText();
        long position = 0;
        String previous = Entry.GENESIS;
        boolean isReported = false;
        for (Proven proven : entries) {
            Entry entry = proven.entry();
            boolean whole = entry.hasValidHash();
            if (!whole) {
                findings.add(Finding.of(Finding.Kind.ENTRY_CHANGED, entry, "does not match its hash"));
            }
            if (!entry.caseId().toString().equals(caseId)) {
                findings.add(Finding.of(
                        Finding.Kind.ENTRY_INSERTED, entry, "belongs to a different case than the manifest"));
            } else if (entry.position() <= position) {
                findings.add(
                        Finding.of(Finding.Kind.ENTRY_INSERTED, entry, "is placed after later entries of its case"));
            } else {
                boolean follows = entry.position() == position + 1;
                if (!follows) {
                    reportRemoved(entry, position + 1, entry.position() - 1);
                } else if (whole && !isReported && !entry.previous().equals(previous)) {
                    findings.add(Finding.of(
                            Finding.Kind.CHAIN_BROKEN, entry, "does not follow the previous entry of its case"));
                }
                position = entry.position();
                previous = entry.hash();
            }
            isReported = !whole;
        }
        long expected = manifest.path("entries").asLong(-1);
        if (position < expected && entries.size() < expected) {
            reportRemoved(null, position + 1, expected);
        }
    }

    private void reportRemoved(@Nullable Entry before, long from, long to) {
        String which = from == to ? "position " + from + " is" : "positions " + from + " to " + to + " are";
        findings.add(new Finding(
                Finding.Kind.ENTRY_REMOVED,
                before == null ? null : before.caseId(),
                null,
                null,
                which + " missing" + (before == null ? " from the end" : "")));
    }
}
