package city.pishkhan.verification;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.IssuedCertificate;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.SheetHash;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares the case, sheets and certificate of an evidence file with the case's own entries. */
final class CaseContentCheck {
    private static final List<String> OPENED_WITH =
            List.of("number", "service", "subject", "ruleSet", "procedureVersion");
    private static final Set<String> ENDS = Set.of("approved", "refused", "withdrawn");

    private final List<Finding> findings;

    private record Revision(String kind, long revision, String sha256) {
        @Override
        public String toString() {
            return kind + ", revision " + revision + ", " + sha256;
        }
    }

    CaseContentCheck(List<Finding> findings) {
        this.findings = findings;
    }

    void check(JsonNode subject, List<Proven> all, List<SheetHash> sheets, List<IssuedCertificate> certificates) {
        // another check has already reported entries of other cases
        List<Proven> entries = all.stream()
                .filter(proven -> proven.entry()
                        .caseId()
                        .toString()
                        .equals(subject.path("id").asText()))
                .toList();
        checkOpening(subject, entries);
        checkOffice(subject, entries);
        checkEnd(subject, entries);
        checkSheets(sheets, entries);
        checkCertificate(certificates, entries);
    }

    private void checkOpening(JsonNode subject, List<Proven> entries) {
        details(entries, "case.opened")
                .findFirst()
                .ifPresentOrElse(
                        opened -> OPENED_WITH.stream()
                                .filter(field -> !subject.path(field)
                                        .asText()
                                        .equals(opened.path(field).asText()))
                                .forEach(field -> reportChange(
                                        field + " is " + subject.path(field).asText()
                                                + ", but the case was opened with "
                                                + opened.path(field).asText())),
                        () -> reportChange("no entry records the opening of the case"));
    }

    /**
     * Checks that the case's office is the destination of its last move, or the office that opened the case if the case
     * never moved.
     */
    private void checkOffice(JsonNode subject, List<Proven> entries) {
        String office = Stream.concat(
                        details(entries, "case.opened").map(d -> d.path("office")),
                        details(entries, "case.moved").map(d -> d.path("to")))
                .map(JsonNode::asText)
                .reduce((before, last) -> last)
                .orElse("");
        if (!subject.path("office").asText().equals(office)) {
            reportChange("office is " + subject.path("office").asText() + ", but the entries record " + office);
        }
    }

    private void checkEnd(JsonNode subject, List<Proven> entries) {
        String state = subject.path("state").asText();
        Set<String> ends = new HashSet<>();
        entries.stream()
                .map(proven -> proven.entry().event())
                .filter(event -> event.startsWith("case."))
                .map(event -> event.substring("case.".length()))
                .filter(ENDS::contains)
                .forEach(ends::add);
        boolean open = !ENDS.contains(state);
        if (open ? !ends.isEmpty() : !ends.contains(state)) {
            reportChange(
                    "the case is " + state + ", but its entries record " + (ends.isEmpty() ? "that it is open" : ends));
        }
    }

    private void reportChange(String text) {
        findings.add(Finding.of(Finding.Kind.CASE_CHANGED, text));
    }

    private void checkSheets(List<SheetHash> sheets, List<Proven> entries) {
        List<Revision> added = new ArrayList<>(details(entries, "paper.added")
                .map(d -> new Revision(
                        d.path("kind").asText(),
                        d.path("revision").asLong(),
                        d.path("sheet").asText()))
                .toList());
        details(entries, "inquiry.answered").forEach(d -> addAnswerSheets(d, added));
        for (SheetHash sheet : sheets) {
            Revision named = new Revision(sheet.kind(), sheet.revision(), sheet.sha256());
            if (!added.remove(named)) {
                findings.add(Finding.of(Finding.Kind.SHEET_CHANGED, "no entry records the sheet " + named));
            }
        }
        added.forEach(one -> findings.add(
                Finding.of(Finding.Kind.SHEET_CHANGED, "a sheet recorded by an entry is not listed: " + one)));
    }

    /** Adds the sheets in the entry of an answer, in their order. */
    private static void addAnswerSheets(JsonNode answer, List<Revision> added) {
        int revision = 1;
        for (JsonNode sha256 : answer.path("sheets")) {
            added.add(new Revision(SheetHash.ANSWER + answer.path("agency").asText(), revision++, sha256.asText()));
        }
    }

    private void checkCertificate(List<IssuedCertificate> certificates, List<Proven> entries) {
        Set<String> issued = new HashSet<>();
        details(entries, "certificate.issued")
                .forEach(d -> issued.add(
                        d.path("template").asText() + " " + d.path("digest").asText()));
        for (IssuedCertificate one : certificates) {
            if (!issued.contains(one.template() + " " + one.digest())) {
                findings.add(Finding.of(
                        Finding.Kind.CERTIFICATE_CHANGED,
                        "no entry records the certificate " + one.template() + ", " + one.digest()));
            }
        }
        if (certificates.isEmpty() && !issued.isEmpty()) {
            findings.add(Finding.of(
                    Finding.Kind.CERTIFICATE_CHANGED, "a certificate recorded by an entry is missing: " + issued));
        }
    }

    private static Stream<JsonNode> details(List<Proven> entries, String event) {
        return entries.stream()
                .map(Proven::entry)
                .filter(entry -> entry.event().equals(event))
                .map(CaseContentCheck::details);
    }

    private static JsonNode details(Entry entry) {
        try {
            return CanonicalJson.parse(entry.details());
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
