package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.AgencyPhrases;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.CertificateQuery;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.doors.FakeRules;
import city.pishkhan.doors.TestDoor;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Services in memory that accept answers, contain a worklist of one agency, and record their calls. */
final class FakeAgencyServices {
    static final String SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    static final String DIGEST = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";
    static final byte[] PLAN = "%PDF-1.7 plan".getBytes(StandardCharsets.US_ASCII);

    final List<Answer> answers = new ArrayList<>();
    final Map<UUID, Inquiry> known = new LinkedHashMap<>();
    final Map<UUID, Long> listed = new LinkedHashMap<>();
    final Map<String, UUID> uploaded = new HashMap<>();
    final List<String> opened = new ArrayList<>();
    long released;
    RuntimeException broken;
    /** returns the page of the worklist for a cursor; {@code null} for one page that repeats without end */
    Function<String, Page<Worklist.Item>> pages;

    Inquiry add(String agency) {
        UUID id = UUID.randomUUID();
        Inquiry inquiry = new Inquiry(
                id,
                agency,
                "building-permit",
                "22-1405-0000123-2",
                DIGEST,
                1,
                Instant.parse("2026-05-02T08:00:01Z"),
                Instant.parse("2026-05-12T13:00:00Z"),
                Map.of("floors", 8L, "uses", List.of("residential"), "proxy", false),
                List.of(new Attachment(
                        "plan.pdf",
                        "application/pdf",
                        SHA,
                        PLAN.length,
                        "plan",
                        1,
                        () -> new ByteArrayInputStream(PLAN))),
                null);
        known.put(id, inquiry);
        return inquiry;
    }

    private Receipt accept(Answer answer) {
        boolean repeated = answers.stream().anyMatch(a -> a.inquiry().equals(answer.inquiry()));
        if (!known.containsKey(answer.inquiry())) {
            throw new Refusal(
                    Refusal.Kind.NOT_FOUND, "inquiry.unknown", null, "No such inquiry.", "استعلام" + " یافت نشد.");
        }
        answers.add(answer);
        return new Receipt(repeated);
    }

    private record Receipt(boolean repeated) {
        Inquiries.Receipt toReceipt(UUID id) {
            return new Inquiries.Receipt(id, "answered", Instant.parse("2026-05-02T09:00:00Z"), repeated);
        }
    }

    /** Returns the page sizes and images of a sheet with two pages. */
    private static SheetImages images() {
        return new SheetImages() {
            @Override
            public List<Page> pages(Sheet sheet) {
                return List.of(new Page(1654, 2339), new Page(1000, 800));
            }

            @Override
            public byte[] picture(Sheet sheet, Part part, AppliedRedactions shown, Caller viewer) {
                return new byte[] {1, 2, 3};
            }

            @Override
            public byte[] document(Sheet sheet, AppliedRedactions shown) {
                return "its pages".getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public void prerender(Sheet sheet) {
                throw new AssertionError();
            }
        };
    }

    AgencyDoor agencies(Access access) {
        AgencyDoor door = new AgencyDoor(
                access,
                new TestDoor.Memory(),
                inquiries(),
                worklist(),
                papers(),
                fake(OriginalFiles.class, (name, args) -> {
                    opened.add(name);
                    return null;
                }),
                FakeRules.procedures(),
                FakeRules.texts(),
                agency -> new AgencyPhrases.Phrases(
                        List.of(new AgencyPhrases.Condition("F-1", "Dry riser", "رایزر خشک")),
                        List.of(new AgencyPhrases.Reason("reject", null, "راه خروج ندارد"))),
                certificates());
        door.pictures = images();
        return door;
    }

    Inquiries inquiries() {
        return fake(Inquiries.class, (name, args) -> switch (name) {
            case "find" ->
                Optional.ofNullable(known.get(args[1]))
                        .filter(i -> ((Caller) args[0]).has("agency:" + i.agency()))
                        .orElseThrow(() -> new Refusal(
                                Refusal.Kind.NOT_FOUND,
                                "inquiry.unknown",
                                null,
                                "No such inquiry.",
                                "استعلام" + " یافت نشد."));
            case "findForAgency" ->
                Optional.ofNullable(known.get(args[1]))
                        .filter(i -> ((Caller) args[0]).has("agency:" + i.agency()))
                        .map(i -> new Inquiries.AgencyInquiry(
                                i, "superseded", i.id(), List.of(Verdict.DATA, Verdict.APPROVE_WITH_CONDITIONS)))
                        .orElseThrow(() -> new Refusal(
                                Refusal.Kind.NOT_FOUND,
                                "inquiry.unknown",
                                null,
                                "No such inquiry.",
                                "استعلام" + " یافت نشد."));
            case "listOpen" ->
                new Page<>(
                        known.values().stream()
                                .filter(i -> ((Caller) args[0]).has("agency:" + i.agency()))
                                .map(i -> new Inquiries.PendingInquiry(i, "delivered", i.asked()))
                                .toList(),
                        null);
            case "notices" ->
                new Page<>(
                        known.values().stream()
                                .filter(i -> ((Caller) args[0]).has("agency:" + i.agency()))
                                .map(i -> new Inquiries.PostedNotice(
                                        i.id(),
                                        new AgencyNotice(
                                                i.id(), i.agency(), AgencyNotice.Kind.SUPERSEDED, i.id(), "asked anew"),
                                        i.asked()))
                                .toList(),
                        "next-page");
            case "answer" -> accept((Answer) args[1]).toReceipt(((Answer) args[1]).inquiry());
            case "attachment" -> known.get(args[1]).attachments().get(0);
            case "loads" -> List.of(new Inquiries.Load("fire", 3, 2, 1, Instant.parse("2026-05-02T08:00:01Z")));
            case "list" -> new Page<>(List.<Inquiries.Row>of(), null);
            default -> throw new AssertionError(name);
        });
    }

    Worklist worklist() {
        return fake(Worklist.class, (name, args) -> switch (name) {
            case "list" -> {
                if (broken != null) {
                    throw broken;
                }
                if (pages != null) {
                    yield pages.apply((String) args[1]);
                }
                yield new Page<>(listed.keySet().stream().map(this::item).toList(), "next-page");
            }
            case "item", "claim" -> {
                UUID id = (UUID) args[1];
                if (!listed.containsKey(id)) {
                    throw new Refusal(
                            Refusal.Kind.NOT_FOUND,
                            "inquiry.unknown",
                            null,
                            "No such inquiry.",
                            "استعلام" + " یافت نشد.");
                }
                if (name.equals("claim")) {
                    listed.merge(id, 1L, Long::sum);
                }
                yield item(id);
            }
            case "recordPageView" -> {
                opened.add(args[3] + " of " + args[4]);
                yield null;
            }
            case "release" -> {
                released = (Long) args[2];
                yield null;
            }
            case "answer" -> {
                Answer answer = (Answer) args[2];
                if (!args[1].equals(listed.get(answer.inquiry()))) {
                    throw new Refusal(
                            Refusal.Kind.CONFLICT,
                            "worklist.fence",
                            null,
                            "Another claim is newer.",
                            "برداشت تازه‌تری هست.");
                }
                yield accept(answer).toReceipt(answer.inquiry());
            }
            default -> throw new AssertionError(name);
        });
    }

    private Worklist.Item item(UUID id) {
        return new Worklist.Item(
                known.get(id),
                known.get(id).asked(),
                "fire-expert",
                Instant.parse("2026-05-02T08:30:00Z"),
                listed.get(id),
                null);
    }

    Papers papers() {
        return fake(Papers.class, (name, args) -> switch (name) {
            case "storeAnswer" -> {
                byte[] bytes = bytes((InputStream) args[3]);
                uploaded.put(SHA, (UUID) args[1]);
                yield new Papers.Sheet(
                        SHA, "answer", args[1].toString(), (String) args[2], "application/pdf", bytes.length);
            }
            case "answerSheet" ->
                Optional.ofNullable(uploaded.get(args[1]))
                        .filter(args[0]::equals)
                        .map(i -> new Papers.Sheet(SHA, "answer", i.toString(), "a.pdf", "application/pdf", 9));
            case "isPersonal" -> args[0].equals("national-card");
            case "requirePagesOnly" -> null;
            case "open" -> new ByteArrayInputStream(PLAN, (int) (long) args[1], PLAN.length);
            default -> throw new AssertionError(name);
        });
    }

    private static byte[] bytes(InputStream in) {
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Method {
        Object call(String name, Object[] args);
    }

    /** The code "good" is valid; the only certificate with a number is revoked. */
    Certificates certificates() {
        return fake(Certificates.class, (name, args) -> ((List<?>) args[1])
                .stream()
                        .map(CertificateQuery.class::cast)
                        .map(FakeAgencyServices::checked)
                        .toList());
    }

    private static Optional<Certificates.Certificate> checked(CertificateQuery asked) {
        boolean byNumber = "22-1405-0000123-2".equals(asked.number())
                && LocalDate.parse("2026-11-25").equals(asked.issued());
        return "good".equals(asked.code()) || byNumber
                ? Optional.of(new Certificates.Certificate(
                        "CODE",
                        null,
                        "22-1405-0000123-2",
                        "building-permit",
                        Map.of(),
                        byNumber ? "revoked" : "valid",
                        Instant.EPOCH,
                        DIGEST))
                : Optional.empty();
    }

    private static <T> T fake(Class<T> type, Method method) {
        return Stubs.intercept(type, (proxy, m, args) -> method.call(m.getName(), args));
    }

    static Caller fire() {
        return new Caller("fire", java.util.Set.of("agency:fire"));
    }
}
