package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.security.SourceNetwork;
import city.pishkhan.contracts.visitor.ComplaintReceipt;
import city.pishkhan.contracts.visitor.NewComplaint;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.TrackingCode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Operations for filing and following complaints without a login, limited per address. */
final class NewComplaintResource {
    private static final int LONGEST_NAME = 100;
    private static final List<String> FIELDS = List.of("kind", "name", "caseNumber", "text");
    /** parties that exist only once and therefore have no name */
    private static final Set<String> NAMELESS = Set.of("institute", "operator");

    private final Discipline discipline;
    private final ComplaintPage page;
    private final NetworkAttemptLimiter codeLimiter;
    private final NetworkAttemptLimiter complaintLimiter;

    /** @param complaintLimiter limits the complaints of an address */
    NewComplaintResource(
            Discipline discipline,
            ComplaintPage page,
            NetworkAttemptLimiter codeLimiter,
            NetworkAttemptLimiter complaintLimiter) {
        this.discipline = discipline;
        this.page = page;
        this.codeLimiter = codeLimiter;
        this.complaintLimiter = complaintLimiter;
    }

    /** Replies with the empty forms, or with the state of the complaint if a code is given. */
    DoorReply form(DoorCall doorCall) {
        return doorCall.param("code") == null && doorCall.origin().isPageWanted()
                ? DoorReply.page(200, page.form(PageLanguage.of(doorCall), prefilled(doorCall)))
                : follow(doorCall);
    }

    /** Returns the input that the link to this page contains, to fill the form in advance. */
    private static Map<String, String> prefilled(DoorCall doorCall) {
        Map<String, String> asked = new HashMap<>();
        for (String field : List.of("kind", "caseNumber")) {
            String value = doorCall.param(field);
            if (value != null && value.length() <= LONGEST_NAME) {
                asked.put(field, value);
            }
        }
        return asked;
    }

    DoorReply complain(DoorCall doorCall) {
        String code = lodge(doorCall, () -> doorCall.body(NewComplaint.class));
        return DoorReply.created("/complaints/" + code, new ComplaintReceipt(code));
    }

    /** Same as {@link #complain}, for HTML forms. If the complaint is refused, the form shows the input again with the reason. */
    DoorReply complainByForm(DoorCall doorCall) {
        Map<String, String> typed = typed(doorCall.body(MultivaluedMap.class));
        try {
            String kind = typed.get("kind");
            String name = NAMELESS.contains(String.valueOf(kind)) ? null : typed.get("name");
            if (kind != null && kind.startsWith(ComplaintPage.AGENCY)) {
                name = kind.substring(ComplaintPage.AGENCY.length());
                kind = "agency";
            }
            NewComplaint.Party party = new NewComplaint.Party(kind == null ? "" : kind, name);
            String code = lodge(
                    doorCall, () -> new NewComplaint(party, typed.get("caseNumber"), typed.getOrDefault("text", "")));
            return DoorReply.page(201, page.confirmation(PageLanguage.of(doorCall), code));
        } catch (Refusal refusal) {
            return DoorReply.page(refusal.kind().status(), page.form(PageLanguage.of(doorCall), typed, refusal));
        }
    }

    /** Returns the first value of each known field; blank fields are left out. */
    private static Map<String, String> typed(MultivaluedMap<?, ?> given) {
        Map<String, String> typed = new HashMap<>();
        for (String field : FIELDS) {
            List<?> values = given.get(field);
            if (values != null && !values.isEmpty() && values.get(0) != null) {
                String value = values.get(0).toString();
                if (!value.isBlank()) {
                    typed.put(field, value.substring(0, Math.min(value.length(), Discipline.LONGEST_TEXT + 1)));
                }
            }
        }
        return typed;
    }

    private String lodge(DoorCall doorCall, Supplier<NewComplaint> body) {
        return complaintLimiter.runCounted(
                source(doorCall.origin().remoteAddress()), () -> discipline.lodge(complaint(body.get())));
    }

    private static Discipline.NewComplaint complaint(NewComplaint given) {
        NewComplaint.Party party = FieldCheck.present("party", given.party());
        return new Discipline.NewComplaint(
                new Discipline.Party(
                        FieldCheck.text("party.kind", party.kind(), LONGEST_NAME),
                        FieldCheck.optional("party.name", party.name(), LONGEST_NAME)),
                FieldCheck.optional("caseNumber", given.caseNumber(), LONGEST_NAME),
                FieldCheck.text("text", given.text(), Discipline.LONGEST_TEXT));
    }

    /**
     * Returns the source by which complaints are counted. For IPv6 it is the network, which belongs to one subscriber. For IPv4 it is the
     * address, so that neighbours do not share a limit.
     */
    private static String source(String address) {
        return address.contains(":") ? SourceNetwork.of(address) : address;
    }

    /** Replies to browsers with a page even if the code is invalid. */
    DoorReply follow(DoorCall doorCall) {
        try {
            Discipline.ComplaintStatus s = standing(doorCall);
            return doorCall.origin().isPageWanted()
                    ? DoorReply.page(200, page.standing(PageLanguage.of(doorCall), doorCall.requiredParam("code"), s))
                    : DoorReply.ok(VisitorMapper.INSTANCE.standing(s));
        } catch (Refusal refusal) {
            if (!doorCall.origin().isPageWanted()) {
                throw refusal;
            }
            PageLanguage language = PageLanguage.of(doorCall);
            String code = doorCall.param("code");
            boolean limited = refusal.kind() == Refusal.Kind.TOO_MANY;
            return DoorReply.page(
                    refusal.kind().status(),
                    page.form(
                            language,
                            code == null || code.length() > LONGEST_NAME ? Map.of() : Map.of(VisitorPages.CODE, code),
                            limited ? refusal : refusal.withField(VisitorPages.CODE)));
        }
    }

    private Discipline.ComplaintStatus standing(DoorCall doorCall) {
        String code = FieldCheck.identifier("code", doorCall.param("code"), TrackingCode::parse)
                .value();
        return codeLimiter.find(
                doorCall.origin().remoteAddress(),
                () -> discipline.track(code),
                () -> Refusal.notFound("tracking-code"));
    }
}
