package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.cases.Tracking.Subject;
import city.pishkhan.api.cases.Tracking.TrackingStatus;
import city.pishkhan.cases.internal.views.TrackingService;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.TrackingCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tracking of a case by its code. */
class TrackingTest {
    private final CasesHarness hub = CasesHarness.shared();
    private final TrackingService tracking = hub.tracking;

    @Test
    void codeShowsOnlyStageAndState() {
        CaseView view = PermitCase.open(hub, 4).view();
        TrackingStatus standing = tracking.find(view.tracking()).orElseThrow();
        assertEquals(view.service(), standing.service());
        assertEquals(view.stage(), standing.stage());
        assertEquals(State.OPEN, standing.state());
        assertEquals(view.opened(), standing.since());
        assertEquals(
                Optional.of(standing),
                tracking.find(view.tracking().replace("-", "").toLowerCase()));
        String text = standing.toString();
        List.of(view.number(), view.subject(), view.office(), view.id().toString())
                .forEach(secret -> assertFalse(text.contains(secret), text));
    }

    @Test
    void subjectNamesCaseAndStages() {
        CaseView view = PermitCase.open(hub, 4).view();
        UUID none = UUID.randomUUID();
        Map<UUID, Subject> subjects = tracking.subjects(List.of(none, view.id()));
        assertEquals(Set.of(view.id()), subjects.keySet());
        Subject subject = subjects.get(view.id());
        assertEquals(view.number(), subject.number());
        assertEquals(view.tracking(), subject.code());
        assertTrue(subject.stages().containsKey(view.stage()), subject::toString);
    }

    @Test
    void statusShowsStageStartOrCaseEnd() {
        PermitCase permit = PermitCase.open(hub, 4);
        CaseView sent = hub.cases.withdraw(
                CasesHarness.OFFICE, permit.view().id(), permit.view().version(), "thought better of it");
        TrackingStatus standing = tracking.find(sent.tracking()).orElseThrow();
        assertEquals(State.WITHDRAWN, standing.state());
        assertEquals(sent.ended(), standing.since());
        PermitCase moved = PermitCase.submitted(hub, 4);
        TrackingStatus now = tracking.find(moved.view().tracking()).orElseThrow();
        assertEquals(moved.view().stage(), now.stage());
        assertTrue(now.since().isAfter(now.opened()), now::toString);
    }

    @Test
    void trackingCodeIsHiddenFromOtherReaders() {
        CaseView view = PermitCase.open(hub, 4).view();
        assertNull(hub.cases.find(CasesHarness.OPERATOR, view.id()).tracking());
        assertNull(hub.watch.find(view.id()).tracking());
        assertFalse(hub.journal.entries(view.id()).toString().contains(view.tracking()));
    }

    @Test
    void unknownCodeIsEmptyAndInvalidRejected() {
        assertEquals(Optional.empty(), tracking.find(TrackingCode.next().value()));
        assertThrows(InvalidIdentifier.class, () -> tracking.find("7K3M"));
    }

    /** The database assigns a tracking code to a case that has none; it has the format of the hub's codes. */
    @Test
    void databaseCodesAreValid() {
        Set<String> codes = new HashSet<>(
                hub.tx.required(sql -> sql.createQuery("select cases.tracking_code() from generate_series(1, 200)")
                        .mapTo(String.class)
                        .list()));
        assertEquals(200, codes.size());
        codes.forEach(code -> assertEquals(code, TrackingCode.parse(code).value()));
    }
}
