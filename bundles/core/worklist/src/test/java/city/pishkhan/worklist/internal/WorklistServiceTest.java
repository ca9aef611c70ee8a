package city.pishkhan.worklist.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorklistServiceTest {
    private static final String PLAN = "ab".repeat(32);

    static TestStore store;

    final Map<UUID, Inquiry> known = new ConcurrentHashMap<>();
    final List<UUID> delivered = new CopyOnWriteArrayList<>();
    final List<Answer> answers = new CopyOnWriteArrayList<>();
    final Set<UUID> over = ConcurrentHashMap.newKeySet();
    Runnable meanwhile = () -> {};
    Worklist worklist;

    @BeforeAll
    static void start() {
        store = TestStore.start();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void open() {
        worklist = new WorklistService(
                store.tx(), store.schemas(), inquiries(), new AccessTable(), Duration.ofMinutes(15));
    }

    private Inquiries inquiries() {
        Inquiries inquiries = Stubs.strict(Inquiries.class);
        doAnswer(call -> Optional.ofNullable(known.get(call.<UUID>getArgument(0))))
                .when(inquiries)
                .find(any());
        doAnswer(call -> Optional.ofNullable(known.get(call.<UUID>getArgument(1)))
                        .orElseThrow(() -> new Refusal(
                                Refusal.Kind.NOT_FOUND,
                                "inquiry.unknown",
                                null,
                                "No such inquiry.",
                                "استعلام" + " یافت نشد.")))
                .when(inquiries)
                .find(any(), any(), any());
        doAnswer(call -> delivered.add(call.getArgument(0)) ? null : null)
                .when(inquiries)
                .recordDelivery(any(), any());
        doAnswer(call -> answer(call.getArgument(1))).when(inquiries).answer(any(), any());
        return inquiries;
    }

    private Receipt answer(Answer answer) {
        if (answer.digest().equals("wrong")) {
            throw new Refusal(Refusal.Kind.INVALID, "answer.digest", "digest", "wrong", "نادرست");
        }
        if (over.contains(answer.inquiry())) {
            throw new Refusal(Refusal.Kind.GONE, "inquiry.expired", null, "over", "گذشته");
        }
        meanwhile.run();
        answers.add(answer);
        return new Receipt(answer.inquiry(), "answered", Instant.now(), false);
    }

    private static Caller officer(String name, String agency) {
        return new Caller(name, Set.of("agency:" + agency));
    }

    private Inquiry put(String agency) {
        Inquiry inquiry = elsewhere(agency);
        worklist.put(inquiry);
        return inquiry;
    }

    /** An inquiry that its agency receives through another channel. */
    private Inquiry elsewhere(String agency) {
        Inquiry inquiry = new Inquiry(
                Ids.next(),
                agency,
                "building-permit",
                "22-1405-0000123-2",
                "d",
                1,
                Instant.now(),
                null,
                Map.of(),
                List.of(),
                null);
        known.put(inquiry.id(), inquiry);
        return inquiry;
    }

    private static Answer approve(Inquiry inquiry, String digest) {
        return new Answer(inquiry.id(), digest, Verdict.APPROVE, List.of(), Map.of(), null, null, null, List.of());
    }

    private static String code(Runnable call) {
        return assertThrows(Refusal.class, call::run).code();
    }

    private Inquiry planned(String agency) {
        Inquiry inquiry = new Inquiry(
                Ids.next(),
                agency,
                "building-permit",
                "22-1405-0000123-2",
                "d",
                1,
                Instant.now(),
                null,
                Map.of(),
                List.of(new Attachment("plan.pdf", "application/pdf", PLAN, 10, "plan", 1, () -> null)),
                null);
        known.put(inquiry.id(), inquiry);
        worklist.put(inquiry);
        return inquiry;
    }

    @Test
    void rolledBackPageViewIsRecordedByNextRequest() {
        Inquiry inquiry = planned("plans");
        Caller officer = officer("r", "plans");
        assertThrows(IllegalStateException.class, () -> store.tx().run(sql -> {
            worklist.recordPageView(officer, inquiry.id(), PLAN, 1, 1);
            throw new IllegalStateException("rolled back");
        }));
        worklist.recordPageView(officer, inquiry.id(), PLAN, 1, 1);
        int rows = store.tx()
                .required(sql -> sql.createQuery("select count(*) from worklist.opened where inquiry = :inquiry")
                        .bind("inquiry", inquiry.id())
                        .mapTo(Integer.class)
                        .one());
        assertEquals(1, rows);
    }

    @Test
    void approvalNeedsAllPagesOpenedBySameOfficer() {
        Inquiry inquiry = planned("plans");
        Caller officer = officer("a", "plans");
        long fence = worklist.claim(officer, inquiry.id()).fence();
        assertEquals("worklist.pages", code(() -> worklist.answer(officer, fence, approve(inquiry, "d"))));
        worklist.recordPageView(officer, inquiry.id(), PLAN, 1, 2);
        worklist.recordPageView(officer, inquiry.id(), PLAN, 1, 2);
        worklist.recordPageView(officer("b", "plans"), inquiry.id(), PLAN, 2, 2);
        assertEquals("worklist.pages", code(() -> worklist.answer(officer, fence, approve(inquiry, "d"))));
        worklist.recordPageView(officer, inquiry.id(), PLAN, 2, 2);
        assertEquals(
                "answered",
                worklist.answer(officer, fence, approve(inquiry, "d")).state());
    }

    @Test
    void downloadingWholePlanCountsAsOpeningIt() {
        Inquiry inquiry = planned("files");
        Caller officer = officer("a", "files");
        long fence = worklist.claim(officer, inquiry.id()).fence();
        worklist.recordPageView(officer, inquiry.id(), PLAN, 0, 0);
        assertEquals(
                "answered",
                worklist.answer(officer, fence, approve(inquiry, "d")).state());
    }

    @Test
    void wrongPlanCanBeSentBackUnopened() {
        Inquiry inquiry = planned("backs");
        Caller officer = officer("a", "backs");
        long fence = worklist.claim(officer, inquiry.id()).fence();
        Answer back = new Answer(
                inquiry.id(), "d", Verdict.NEED_MORE_INFORMATION, List.of(), Map.of(), "x", null, null, List.of());
        assertEquals("answered", worklist.answer(officer, fence, back).state());
    }

    @Test
    void storedItemIsReportedAsDelivered() {
        Inquiry inquiry = put("roads");
        worklist.put(inquiry);
        assertTrue(delivered.contains(inquiry.id()));
        assertNull(worklist.item(officer("a", "roads"), inquiry.id()).holder());
    }

    @Test
    void itemIsHiddenFromOtherAgencies() {
        Inquiry inquiry = put("roads");
        assertEquals("inquiry.unknown", code(() -> worklist.item(officer("b", "parks"), inquiry.id())));
        assertEquals("inquiry.unknown", code(() -> worklist.claim(officer("b", "parks"), inquiry.id())));
        assertEquals("access.forbidden", code(() -> worklist.list(new Caller("c", Set.of("office:1")), null, 10)));
    }

    @Test
    void listHasPages() {
        List<UUID> put =
                List.of(put("paged").id(), put("paged").id(), put("paged").id());
        Page<Worklist.Item> first = worklist.list(officer("a", "paged"), null, 2);
        Page<Worklist.Item> second = worklist.list(officer("a", "paged"), first.next(), 2);
        assertEquals(
                put.subList(0, 2),
                first.items().stream().map(i -> i.inquiry().id()).toList());
        assertEquals(
                put.subList(2, 3),
                second.items().stream().map(i -> i.inquiry().id()).toList());
        assertNull(second.next());
    }

    @Test
    void onlyOneOfFiftyConcurrentClaimsSucceeds() throws Exception {
        Inquiry inquiry = put("raced");
        List<Callable<Boolean>> claims = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Caller officer = officer("officer-" + i, "raced");
            claims.add(() -> {
                try {
                    worklist.claim(officer, inquiry.id());
                    return true;
                } catch (Refusal e) {
                    assertEquals("worklist.claimed", e.code());
                    return false;
                }
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(50);
        int successfulClaims = 0;
        try {
            for (Future<Boolean> claim : pool.invokeAll(claims)) {
                successfulClaims += claim.get() ? 1 : 0;
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(1, successfulClaims);
    }

    @Test
    void expiredLeaseIsClaimedAndOldFenceRefused() {
        worklist = new WorklistService(
                store.tx(), store.schemas(), inquiries(), new AccessTable(), Duration.ofMillis(200));
        Inquiry inquiry = put("slow");
        Caller first = officer("first", "slow");
        Caller second = officer("second", "slow");
        long old = worklist.claim(first, inquiry.id()).fence();
        await().until(() -> worklist.item(first, inquiry.id()).holder() == null);
        long fresh = worklist.claim(second, inquiry.id()).fence();
        assertTrue(fresh > old);
        assertEquals("worklist.fence", code(() -> worklist.answer(first, old, approve(inquiry, "d"))));
    }

    @Test
    void answerRemovesItemAndRepetitionIsForwarded() {
        Inquiry inquiry = put("done");
        Caller officer = officer("a", "done");
        long fence = worklist.claim(officer, inquiry.id()).fence();
        worklist.answer(officer, fence, approve(inquiry, "d"));
        worklist.answer(officer, fence, approve(inquiry, "d"));
        assertEquals(2, answers.size(), "the inquiry itself acknowledges the repetition");
        assertTrue(worklist.list(officer, null, 10).items().isEmpty());
    }

    @Test
    void refusesAnswerWithoutClaim() {
        Inquiry inquiry = put("unclaimed");
        assertEquals(
                "worklist.fence", code(() -> worklist.answer(officer("a", "unclaimed"), 0, approve(inquiry, "d"))));
    }

    @Test
    void refusesFenceForInquiryOutsideWorklist() {
        Inquiry inquiry = elsewhere("system");
        assertEquals("answer.fence", code(() -> worklist.answer(officer("a", "system"), 1, approve(inquiry, "d"))));
        assertTrue(answers.isEmpty());
        assertEquals(
                "inquiry.unknown",
                code(() -> worklist.answer(
                        officer("a", "system"),
                        1,
                        new Answer(
                                Ids.next(), "d", Verdict.APPROVE, List.of(), Map.of(), null, null, null, List.of()))));
    }

    @Test
    void eachAnswerOfBatchSucceedsOrFailsAlone() {
        Inquiry good = put("batch");
        Inquiry bad = put("batch");
        Caller officer = officer("a", "batch");
        long goodFence = worklist.claim(officer, good.id()).fence();
        long badFence = worklist.claim(officer, bad.id()).fence();
        List<Worklist.Result> results = worklist.answerAll(
                officer,
                List.of(
                        new Worklist.ClaimedAnswer(badFence, approve(bad, "wrong")),
                        new Worklist.ClaimedAnswer(goodFence, approve(good, "d"))));
        assertEquals("answer.digest", results.get(0).refusal().code());
        assertEquals("answered", results.get(1).receipt().state());
        assertEquals(
                List.of(bad.id()),
                worklist.list(officer, null, 10).items().stream()
                        .map(i -> i.inquiry().id())
                        .toList());
    }

    @Test
    void lateAnswerRemovesExpiredItem() {
        Inquiry one = put("over");
        Inquiry more = put("over");
        Inquiry batch = put("over");
        Caller officer = officer("a", "over");
        long oneFence = worklist.claim(officer, one.id()).fence();
        long moreFence = worklist.claim(officer, more.id()).fence();
        long batchFence = worklist.claim(officer, batch.id()).fence();
        over.addAll(List.of(one.id(), more.id(), batch.id()));
        assertEquals("inquiry.expired", code(() -> worklist.answer(officer, oneFence, approve(one, "d"))));
        // a door answers in its own transaction, which the refusal rolls back
        assertEquals("inquiry.expired", code(() -> store.tx()
                .run(sql -> worklist.answer(officer, moreFence, approve(more, "d")))));
        assertEquals(
                "inquiry.expired",
                worklist.answerAll(officer, List.of(new Worklist.ClaimedAnswer(batchFence, approve(batch, "d"))))
                        .get(0)
                        .refusal()
                        .code());
        assertTrue(worklist.list(officer, null, 10).items().isEmpty());
    }

    @Test
    void lateExtensionRequestKeepsItem() {
        Inquiry inquiry = put("wish");
        Caller officer = officer("a", "wish");
        long fence = worklist.claim(officer, inquiry.id()).fence();
        over.add(inquiry.id());
        Answer wish = new Answer(
                inquiry.id(),
                "d",
                Verdict.EXTEND,
                List.of(),
                Map.of(),
                "more time",
                Instant.now().plusSeconds(60),
                null,
                List.of());
        assertEquals("inquiry.expired", code(() -> worklist.answer(officer, fence, wish)));
        assertEquals(1, worklist.list(officer, null, 10).items().size(), "a late answer may count still");
    }

    @Test
    void refusesAnswerAfterConcurrentClaim() {
        Inquiry inquiry = put("taken");
        Caller officer = officer("a", "taken");
        long fence = worklist.claim(officer, inquiry.id()).fence();
        // the lease expires during the answer
        meanwhile = () -> store.tx()
                .separate(sql -> sql.execute(
                        "update worklist.item set holder = 'b', fence = fence + 1 where inquiry = ?", inquiry.id()));
        assertEquals("worklist.fence", code(() -> worklist.answer(officer, fence, approve(inquiry, "d"))));
        assertEquals(1, worklist.list(officer, null, 10).items().size());
    }

    @Test
    void reminderMarksItemAndKeepsIt() {
        Inquiry inquiry = put("soon");
        Caller officer = officer("a", "soon");
        assertNull(worklist.item(officer, inquiry.id()).reminded());
        worklist.remind(inquiry.id());
        assertNotNull(worklist.item(officer, inquiry.id()).reminded());
        assertNotNull(worklist.claim(officer, inquiry.id()).reminded());
    }

    @Test
    void removesVoidedItem() {
        Inquiry inquiry = put("void");
        worklist.remove(inquiry.id());
        assertEquals("inquiry.unknown", code(() -> worklist.item(officer("a", "void"), inquiry.id())));
    }

    @Test
    void lateOrRepeatedWakeUpRestoresNothing() {
        Inquiry answered = put("late");
        Caller officer = officer("a", "late");
        worklist.answer(officer, worklist.claim(officer, answered.id()).fence(), approve(answered, "d"));
        worklist.put(answered);
        Inquiry withdrawn = new Inquiry(
                Ids.next(),
                "late",
                "building-permit",
                "22-1405-0000124-0",
                "d",
                1,
                Instant.now(),
                null,
                Map.of(),
                List.of(),
                null);
        known.put(withdrawn.id(), withdrawn);
        worklist.remove(withdrawn.id());
        worklist.put(withdrawn);
        assertEquals(List.of(), worklist.list(officer, null, 10).items());
        assertEquals("inquiry.unknown", code(() -> worklist.claim(officer, answered.id())));
        assertEquals("inquiry.unknown", code(() -> worklist.item(officer, withdrawn.id())));
    }
}
