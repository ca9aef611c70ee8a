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
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Sends inquiries to agencies and notifies agencies of inquiries that are void. Inquiries are dispatched through the
 * outbox, {@code OutboxRelay} of {@code bundles/base/persistence} and {@code routes/inquiries}. A failed dispatch is
 * recorded by {@code InquiryDispatchRepository.recordFailure} and repeated by {@code InquiryRedelivery}.
 */
final class InquiryIssuer {
    /** maximum number of sheets of one kind in an inquiry; the newest are sent */
    private static final int MOST_SHEETS = 20;

    /** Stages after which late answers are ignored, see {@link CaseEngine#isClosed}. */
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
     * Returns the current inquiry of an agency in a stage. If there is none with the present facts, sends a new inquiry, which supersedes
     * an older one.
     *
     * @param reason why the agency is asked, as the rules explain it
     */
    InquiryEntity ask(Step step, String agency, AgencyRule rule, String reason) {
        return ask(step, agency, rule, reason, false);
    }

    /** Sends a new inquiry although the facts did not change, because the agency's data may have changed. */
    void askAgain(Step step, String agency, AgencyRule rule, String reason) {
        ask(step, agency, rule, reason, true);
    }

    private InquiryEntity ask(Step step, String agency, AgencyRule rule, String reason, boolean again) {
        Map<String, Object> shown = new TreeMap<>();
        rule.shows().forEach(name -> Optional.ofNullable(step.file().facts().get(name))
                .ifPresent(value -> shown.put(name, value)));
        List<InquirySheet> sheets = sheets(step, rule.attachments());
        Map<String, Object> committed = step.file().committed(shown);
        String digest = digest(step, agency, committed, sheets);

        Optional<InquiryEntity> current = current(step, agency);
        boolean counts = !again
                && current.isPresent()
                && (isCurrent(step, current.get(), rule, digest)
                        // The current inquiry also counts if it was sent before one of its facts was classified as
                        // personal. The classification alone is no reason to ask again.
                        || committed != shown
                                && isCurrent(step, current.get(), rule, digest(step, agency, shown, sheets)));
        if (counts) {
            return current.get();
        }
        // The trace context of the incoming request continues in the call to the agency.
        InquiryEntity fresh = new InquiryEntity(
                step.file(), step.stage().id(), agency, digest, reason, shown, sheets, MDC.get("traceparent"));
        DeadlinePolicy.computeDeadline(fresh, rule, step.rules().calendar());
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

    /**
     * Digest that identifies an inquiry by its content. It includes the findings that the stage requires, so that
     * inquiries of two stages about the same facts have different digests.
     */
    private static String digest(Step step, String agency, Map<String, Object> shown, List<InquirySheet> sheets) {
        Map<String, Object> question = new HashMap<>(
                Map.of("agency", agency, "kind", step.file().service(), "facts", shown, "sheets", sheets));
        if (!step.stage().findings().isEmpty()) {
            question.put("findings", step.stage().findings());
        }
        return FactsJson.digest(question);
    }

    /** Newest inquiry of an agency in a stage that is neither superseded nor withdrawn. */
    Optional<InquiryEntity> current(Step step, String agency) {
        return store.inquiries().lock(step.file().id()).stream()
                .filter(i -> i.stage().equals(step.stage().id()) && i.agency().equals(agency))
                .filter(i -> i.state() != InquiryState.SUPERSEDED && i.state() != InquiryState.WITHDRAWN)
                .reduce((first, second) -> second);
    }

    /**
     * Returns {@code true} if an existing inquiry is still current. An inquiry whose answer sent the case back is
     * current only until the case is submitted again.
     */
    private static boolean isCurrent(Step step, InquiryEntity inquiry, AgencyRule rule, String digest) {
        // After the certificate, any objection sends the case back.
        boolean sentBack = step.isAfterCertificate()
                ? inquiry.isSettled() && !inquiry.isApproved() && !inquiry.hasData()
                : inquiry.isReturningCase(rule);
        return inquiry.digest().equals(digest)
                && (!sentBack || inquiry.round() == step.file().round());
    }

    private List<InquirySheet> sheets(Step step, List<String> roles) {
        List<InquirySheet> sheets = new ArrayList<>();
        if (roles.isEmpty()) {
            return sheets;
        }
        List<Paper> papers = store.papers().findByCase(step.file().id());
        for (String role : roles) {
            papers.stream()
                    .filter(p -> p.kind().equals(role))
                    .limit(step.rules().isCollected(role) ? MOST_SHEETS : 1)
                    .forEach(p -> sheets.add(
                            new InquirySheet(role, p.revision(), p.sha256(), p.name(), p.mediaType(), p.size())));
        }
        return sheets;
    }

    private void supersede(Step step, InquiryEntity old, InquiryEntity fresh) {
        boolean told = old.state() != InquiryState.QUEUED;
        boolean answered = old.isSettled();
        old.markSupersededBy(fresh);
        if (told) {
            String why =
                    old.digest().equals(fresh.digest()) ? "asked again after a correction" : "facts or plan changed";
            notifyAgency(
                    old,
                    AgencyNotice.Kind.SUPERSEDED,
                    fresh.id(),
                    answered ? why + "; the answer does not count" : why);
        }
        // Flush now: the unique index of live inquiries must lose the old row before it gets the new one.
        store.flush();
        journal.record(
                step.file().id(),
                "inquiry.superseded",
                step.actor(),
                Map.of("inquiry", old.id(), "agency", old.agency(), "by", fresh.id()));
    }

    /** Withdraws open inquiries that the rules no longer require, and marks answered ones as superseded. */
    void drop(Step step, List<InquiryEntity> inquiries) {
        withdraw(step.file(), step.actor(), inquiries, "no longer asked by the rules");
        for (InquiryEntity inquiry : inquiries) {
            if (inquiry.isSettled()) {
                inquiry.move(InquiryState.SUPERSEDED);
                notifyAgency(
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

    /** Withdraws the open inquiries. */
    void withdraw(CaseFile file, Caller actor, List<InquiryEntity> inquiries, String reason) {
        inquiries.stream().filter(i -> i.state().isLive()).forEach(inquiry -> {
            // The row is locked. A dispatcher either claimed the inquiry earlier, which its state shows, or can no
            // longer claim it.
            boolean told = inquiry.state() != InquiryState.QUEUED;
            inquiry.move(InquiryState.WITHDRAWN);
            if (told) {
                notifyAgency(inquiry, AgencyNotice.Kind.WITHDRAWN, null, reason);
            }
            journal.record(
                    file.id(),
                    "inquiry.withdrawn",
                    actor,
                    Map.of("inquiry", inquiry.id(), "agency", inquiry.agency(), "reason", reason));
        });
    }

    /**
     * Notifies agencies whose inquiry expired unanswered, once the case passes the stage after which late answers are
     * ignored. The agency can then stop its work. The rule's decision about the missing answer remains.
     */
    void notifyStagePassed(CaseFile file, Procedure procedure, Stage stage) {
        if (CLOSING.contains(stage.kind())) {
            expired(file)
                    .filter(i -> closing(procedure, i).filter(stage::equals).isPresent())
                    .forEach(i -> notifyAgency(i, AgencyNotice.Kind.WITHDRAWN, null, "the case is decided"));
        }
    }

    /** Notifies the agencies that {@link #notifyStagePassed} has not notified, when the case ends. */
    void notifyCaseEnded(CaseFile file, Procedure procedure, String reason) {
        List<Stage> stages = procedure.stages();
        int present = stages.indexOf(procedure.stage(file.stage()));
        expired(file)
                .filter(i -> closing(procedure, i)
                        .filter(stage -> file.state() == State.APPROVED || stages.indexOf(stage) < present)
                        .isEmpty())
                .forEach(i -> notifyAgency(i, AgencyNotice.Kind.WITHDRAWN, null, reason));
    }

    private Stream<InquiryEntity> expired(CaseFile file) {
        return store.inquiries().lock(file.id()).stream().filter(i -> i.state() == InquiryState.EXPIRED);
    }

    /** The first later stage whose completion makes late answers to the inquiry void; empty if there is none. */
    private static Optional<Stage> closing(Procedure procedure, InquiryEntity inquiry) {
        return procedure.stages().stream()
                .dropWhile(stage -> !stage.id().equals(inquiry.stage()))
                .skip(1)
                .filter(stage -> CLOSING.contains(stage.kind()))
                .findFirst();
    }

    private void notifyAgency(InquiryEntity inquiry, AgencyNotice.Kind kind, @Nullable UUID by, String reason) {
        UUID notice = notices.add(inquiry, kind, by, reason);
        outbox.send(Queues.notices(inquiry.agency()), notice);
    }
}
