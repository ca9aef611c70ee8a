package city.pishkhan.governance.internal.seats;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Act {@code committee-accept} with the term {@code committee}: a committee's new or changed file takes effect after two people
 * have accepted it. People removed from a file lose their seats at once. Files are accepted automatically until the hub has its
 * first decision.
 */
@Component(service = {SeatAcceptance.class, ApprovedAct.class})
public final class SeatAcceptance implements ApprovedAct {
    private static final Messages MESSAGES = Messages.of(SeatAcceptance.class);
    private static final String COMMITTEE = "committee";

    private final Tx tx;
    private final Journal journal;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile List<SeatedCommittee> committees = List.of();

    @Activate
    public SeatAcceptance(@Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal) {
        this.tx = tx;
        this.journal = journal;
        schemas.migrate(SeatAcceptance.class, "governance");
    }

    /** Returns the current committees. Reads the database each time, because an acceptance may have been given on another node. */
    public SeatedCommittees currentCommittees() {
        List<SeatedCommittee> written = committees;
        return tx.required(sql -> {
            Map<String, CommitteeSeats> accepted = loadAccepted(sql);
            List<CommitteeSeats> sitting = new ArrayList<>();
            List<Text> unheeded = new ArrayList<>();
            for (SeatedCommittee committee : written) {
                CommitteeSeats seats = committee.seats();
                committee.rejection().ifPresent(unheeded::add);
                CommitteeSeats known = accepted.get(seats.name());
                if (seats.equals(known) || tryAcceptFirst(sql, seats, known)) {
                    sitting.add(seats);
                    continue;
                }
                if (known != null) {
                    sitting.add(known.restrictedTo(seats));
                }
                unheeded.add(MESSAGES.text("seat-acceptance.waiting", seats.name()));
            }
            return new SeatedCommittees(sitting, unheeded);
        });
    }

    /** Accepts a committee automatically, if the city has no decision yet. Before that there is no committee that could accept it. */
    private boolean tryAcceptFirst(Handle sql, CommitteeSeats seats, CommitteeSeats known) {
        boolean begun = sql.createQuery("select exists (select from governance.decision where state <> 'draft')")
                .mapTo(Boolean.class)
                .one();
        if (begun) {
            return false;
        }
        accept(sql, seats, null);
        journal.record(null, known == null ? "committee.founded" : "committee.refounded", Caller.HUB, details(seats));
        return true;
    }

    private static Map<String, CommitteeSeats> loadAccepted(Handle sql) {
        Map<String, CommitteeSeats> all = new HashMap<>();
        sql.createQuery("select name, decides, quorum, seats from governance.accepted_committee")
                .map((row, context) -> CommitteeSeats.parse(
                        row.getString("name"), row.getString("decides"), row.getInt("quorum"), row.getString("seats")))
                .forEach(seats -> all.put(seats.name(), seats));
        return all;
    }

    private static void accept(Handle sql, CommitteeSeats seats, Object approval) {
        sql.createUpdate("insert into governance.accepted_committee (name, decides, quorum, seats, approval)"
                        + " values (:name, :decides, :quorum, :seats, :approval::uuid) on conflict (name) do update set"
                        + " decides = excluded.decides, quorum = excluded.quorum, seats = excluded.seats,"
                        + " approval = excluded.approval, at = now()")
                .bind("name", seats.name())
                .bind("decides", decides(seats))
                .bind("quorum", seats.quorum())
                .bind("seats", seats.format())
                .bind("approval", approval)
                .execute();
    }

    private static String decides(CommitteeSeats seats) {
        return seats.decides().stream().map(Kind::code).sorted().collect(Collectors.joining(", "));
    }

    private static Map<String, Object> details(CommitteeSeats seats) {
        return Map.of(
                COMMITTEE, seats.name(), "decides", decides(seats), "quorum", seats.quorum(), "seats", seats.format());
    }

    @Override
    public String name() {
        return "committee-accept";
    }

    @Override
    public String operation() {
        return "committee.seats.accept";
    }

    private CommitteeSeats findConfigured(String name) {
        return committees.stream()
                .map(SeatedCommittee::seats)
                .filter(seats -> seats.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("committee"));
    }

    /**
     * Returns the terms of the acceptance: the committee's name, kinds of decisions, quorum and seats, as in its current file on this
     * node.
     *
     * @throws Refusal {@code NOT_FOUND} with code {@code committee.unknown}
     */
    @Override
    public Map<String, String> complete(Map<String, String> requestedTerms) {
        return terms(findConfigured(requestedTerms.get(COMMITTEE)));
    }

    private static Map<String, String> terms(CommitteeSeats seats) {
        return details(seats).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
    }

    @Override
    public void check(Map<String, String> terms) {
        CommitteeSeats seats = findConfigured(terms.get(COMMITTEE));
        if (!terms(seats).equals(terms)) {
            throw Refusal.conflict("committee.changed", seats.name());
        }
        if (seats.equals(tx.required(SeatAcceptance::loadAccepted).get(seats.name()))) {
            throw Refusal.conflict("committee.accepted", seats.name());
        }
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return terms;
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        CommitteeSeats seats = findConfigured(asked.terms().get(COMMITTEE));
        tx.run(sql -> {
            accept(sql, seats, asked.id());
            journal.record(null, "committee.accepted", approver, details(seats));
        });
        return seats.name() + ": " + seats.format();
    }
}
