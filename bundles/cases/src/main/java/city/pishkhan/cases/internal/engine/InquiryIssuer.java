package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.StageHandler.Step;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.InquirySheet;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.rules.DeadlinePolicy;
import city.pishkhan.cases.internal.store.AgencyNoticeRepository;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.spi.AgencyNotice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.MDC;

/**
 * Asks agencies, and tells them when a question is void. From here an inquiry goes through the outbox, {@code OutboxRelay} of {@code bundles/persistence}
 * and {@code routes/inquiries}; what failed on the way, and when it is tried again, is written by {@code InquiryDispatchRepository.failed}
 * and sent again by {@code InquiryRedelivery}.
 */
final class InquiryIssuer {
    /** of one kind that go with an inquiry, the newest */
    private static final int MOST_SHEETS = 20;

    /** See {@link CaseEngine#closed}. */
    private static final Set<StageKind> CLOSING =
            EnumSet.of(StageKind.VERIFICATION, StageKind.COMMITTEE, StageKind.CERTIFICATE);

    private final CaseRepository store;
    private final AgencyNoticeRepository notices;
    private final Outbox outbox;
    private final Journal journal;

    InquiryIssuer(CaseRepository store, Outbox outbox, Journal journal) {
        this.store = store;
        this.notices = new AgencyNoticeRepository(store.tx());
        this.outbox = outbox;
        this.journal = journal;
    }

    /**
     * The inquiry whose word counts for an agency in a stage, asked now if none with these facts is there. One with other facts is
     * superseded.
     *
     * @param reason why the agency is asked, as the rules explain it
     */
    InquiryEntity ask(Step step, String agency, AgencyRule rule, String reason) {
        return ask(step, agency, rule, reason, false);
    }

    /** Asks again what was answered, though nothing changed that the agency is shown: its answer may be another by now. */
    void askAnew(Step step, String agency, AgencyRule rule, String reason) {
        ask(step, agency, rule, reason, true);
    }

    private InquiryEntity ask(Step step, String agency, AgencyRule rule, String reason, boolean anew) {
        Map<String, Object> shown = new TreeMap<>();
        rule.shows().forEach(name -> Optional.ofNullable(step.file().facts().get(name))
                .ifPresent(value -> shown.put(name, value)));
        List<InquirySheet> sheets = sheets(step, rule.attachments());
        Map<String, Object> committed = step.file().committed(shown);
        String digest = digest(step, agency, committed, sheets);

        Optional<InquiryEntity> current = current(step, agency);
        boolean counts = !anew
                && current.isPresent()
                && (counts(step, current.get(), rule, digest)
                        // asked before one of these facts became personal: that alone is no reason to ask again
                        || committed != shown
                                && counts(step, current.get(), rule, digest(step, agency, shown, sheets)));
        if (counts) {
            return current.get();
        }
        // the door put the trace there: the partner's call belongs to it
        InquiryEntity fresh = new InquiryEntity(
                step.file(), step.stage().id(), agency, digest, reason, shown, sheets, MDC.get("traceparent"));
        DeadlinePolicy.count(fresh, rule, step.rules().calendar());
        current.ifPresent(old -> supersede(step, old, fresh));
        store.inquiries().add(fresh);
        outbox.send(Queues.inquiries(agency), fresh.id());
        Map<String, Object> told = new HashMap<>();
        told.put("inquiry", fresh.id());
        told.put("agency", agency);
        told.put("digest", digest);
        told.put("reason", reason);
        current.ifPresent(old -> told.put("supersedes", old.id()));
        journal.record(step.file().id(), "inquiry.asked", step.actor(), told);
        return fresh;
    }

    /** Of two reports that a procedure wants of one agency, each is a question of its own. */
    private static String digest(Step step, String agency, Map<String, Object> shown, List<InquirySheet> sheets) {
        Map<String, Object> question = new HashMap<>(
                Map.of("agency", agency, "kind", step.file().service(), "facts", shown, "sheets", sheets));
        if (!step.stage().findings().isEmpty()) {
            question.put("findings", step.stage().findings());
        }
        return FactsJson.digest(question);
    }

    /** Newest inquiry of an agency in a stage that is not void. */
    Optional<InquiryEntity> current(Step step, String agency) {
        return store.inquiries().of(step.file().id()).stream()
                .filter(i -> i.stage().equals(step.stage().id()) && i.agency().equals(agency))
                .filter(i -> i.state() != InquiryState.SUPERSEDED && i.state() != InquiryState.WITHDRAWN)
                .reduce((first, second) -> second);
    }

    /** An answer that sent the case back counts for its own round only: after the correction the agency is asked anew. */
    private static boolean counts(Step step, InquiryEntity inquiry, AgencyRule rule, String digest) {
        // after the certificate none decides the case
        boolean sentBack = step.certified()
                ? inquiry.settled() && !inquiry.approved() && !inquiry.found()
                : inquiry.sendsBack(rule);
        return inquiry.digest().equals(digest)
                && (!sentBack || inquiry.round() == step.file().round());
    }

    private List<InquirySheet> sheets(Step step, List<String> roles) {
        List<InquirySheet> sheets = new ArrayList<>();
        if (roles.isEmpty()) {
            return sheets;
        }
        List<Paper> papers = store.papers().of(step.file().id());
        for (String role : roles) {
            papers.stream()
                    .filter(p -> p.kind().equals(role))
                    .limit(step.rules().collected(role) ? MOST_SHEETS : 1)
                    .forEach(p -> sheets.add(
                            new InquirySheet(role, p.revision(), p.sha256(), p.name(), p.mediaType(), p.size())));
        }
        return sheets;
    }

    private void supersede(Step step, InquiryEntity old, InquiryEntity fresh) {
        boolean told = old.state() != InquiryState.QUEUED;
        boolean answered = old.settled();
        old.supersededBy(fresh);
        if (told) {
            String why =
                    old.digest().equals(fresh.digest()) ? "asked again after a correction" : "facts or plan changed";
            tell(old, AgencyNotice.Kind.SUPERSEDED, fresh.id(), answered ? why + "; the answer does not count" : why);
        }
        // the old one must leave the index of live inquiries before the new one enters it
        store.flush();
        journal.record(
                step.file().id(),
                "inquiry.superseded",
                step.actor(),
                Map.of("inquiry", old.id(), "agency", old.agency(), "by", fresh.id()));
    }

    /** The rules ask these no more: what is awaited is withdrawn, what was said does not count. */
    void drop(Step step, List<InquiryEntity> inquiries) {
        withdraw(step.file(), step.actor(), inquiries, "no longer asked by the rules");
        for (InquiryEntity inquiry : inquiries) {
            if (inquiry.settled()) {
                inquiry.move(InquiryState.SUPERSEDED);
                tell(
                        inquiry,
                        AgencyNotice.Kind.SUPERSEDED,
                        null,
                        "no longer asked by the rules; the answer does not count");
                journal.record(
                        step.file().id(),
                        "inquiry.superseded",
                        step.actor(),
                        Map.of("inquiry", inquiry.id(), "agency", inquiry.agency()));
            }
        }
    }

    /** Withdraws what is still awaited. */
    void withdraw(CaseFile file, Caller actor, List<InquiryEntity> inquiries, String reason) {
        inquiries.stream().filter(i -> i.state().live()).forEach(inquiry -> {
            // the row is locked: a carrier has either taken it before, which shows in its state, or never will
            boolean told = inquiry.state() != InquiryState.QUEUED;
            inquiry.move(InquiryState.WITHDRAWN);
            if (told) {
                tell(inquiry, AgencyNotice.Kind.WITHDRAWN, null, reason);
            }
            journal.record(
                    file.id(),
                    "inquiry.withdrawn",
                    actor,
                    Map.of("inquiry", inquiry.id(), "agency", inquiry.agency(), "reason", reason));
        });
    }

    /**
     * A stage was passed after which no late answer counts: those whose silence was taken for a word are told, so that nobody goes on with
     * what lies there. What the rule said for them stands.
     */
    void passed(CaseFile file, Procedure procedure, Stage stage) {
        if (CLOSING.contains(stage.kind())) {
            expired(file)
                    .filter(i -> closing(procedure, i).filter(stage::equals).isPresent())
                    .forEach(i -> tell(i, AgencyNotice.Kind.WITHDRAWN, null, "the case is decided"));
        }
    }

    /** As {@link #passed}, of a case that ends: whoever was not told before. */
    void ended(CaseFile file, Procedure procedure, String reason) {
        List<Stage> stages = procedure.stages();
        int present = stages.indexOf(procedure.stage(file.stage()));
        expired(file)
                .filter(i -> closing(procedure, i)
                        .filter(stage -> file.state() == State.APPROVED || stages.indexOf(stage) < present)
                        .isEmpty())
                .forEach(i -> tell(i, AgencyNotice.Kind.WITHDRAWN, null, reason));
    }

    private Stream<InquiryEntity> expired(CaseFile file) {
        return store.inquiries().of(file.id()).stream().filter(i -> i.state() == InquiryState.EXPIRED);
    }

    /** The first stage after an inquiry's own with which late answers end. */
    private static Optional<Stage> closing(Procedure procedure, InquiryEntity inquiry) {
        return procedure.stages().stream()
                .dropWhile(stage -> !stage.id().equals(inquiry.stage()))
                .skip(1)
                .filter(stage -> CLOSING.contains(stage.kind()))
                .findFirst();
    }

    private void tell(InquiryEntity inquiry, AgencyNotice.Kind kind, UUID by, String reason) {
        UUID notice = notices.add(inquiry, kind, by, reason);
        outbox.send(Queues.notices(inquiry.agency()), notice);
    }
}
