package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.certificates.Certificates.CertificateQuery;
import city.pishkhan.contracts.agency.CertificateChecks;
import city.pishkhan.contracts.agency.CertificateChecks.Result;
import city.pishkhan.contracts.agency.CertificateList;
import city.pishkhan.contracts.agency.CertificateList.Line;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operations of notaries that check many certificates at once. */
final class CertificateCheckResource {
    private static final Messages MESSAGES = Messages.of(CertificateCheckResource.class);
    private static final int MOST_LINES = 1_000;
    /** maximum number of lines of a table; as many as fit into a request body of the door */
    private static final int LONGEST_TABLE = 10_000;

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_DATE = 20;

    private final Certificates certificates;

    CertificateCheckResource(Certificates certificates) {
        this.certificates = certificates;
    }

    DoorReply check(DoorCall doorCall) {
        List<CertificateQuery> asked = parse(lines(doorCall, MOST_LINES));
        return DoorReply.ok(new CertificateChecks(certificates.verifyAll(doorCall.caller(), asked).stream()
                .map(CertificateCheckResource::result)
                .toList()));
    }

    DoorReply table(DoorCall doorCall) {
        List<Line> lines = lines(doorCall, LONGEST_TABLE);
        List<CertificateQuery> asked = parse(lines);
        List<Result> results = new ArrayList<>();
        for (int from = 0; from < asked.size(); from += MOST_LINES) {
            List<CertificateQuery> some = asked.subList(from, Math.min(asked.size(), from + MOST_LINES));
            certificates.verifyAll(doorCall.caller(), some).forEach(found -> results.add(result(found)));
        }
        ListTable table = new ListTable(
                doorCall, MESSAGES, "line", "asked", "asked-day", "state", "service", "case", "issued", "sha256");
        for (int i = 0; i < results.size(); i++) {
            Line line = lines.get(i);
            Result found = results.get(i);
            table.line(
                    i + 1,
                    line.code() == null ? line.number() : line.code(),
                    line.issued(),
                    table.translate("table.certificate.", found.state()),
                    table.name("service", found.template()),
                    found.number(),
                    table.minute(found.issued()),
                    found.digest());
        }
        return table.reply("pishkhan-certificates");
    }

    private static List<Line> lines(DoorCall doorCall, int most) {
        return FieldCheck.list("lines", doorCall.body(CertificateList.class).lines(), most);
    }

    private static List<CertificateQuery> parse(List<Line> lines) {
        List<CertificateQuery> asked = new ArrayList<>();
        for (Line line : lines) {
            asked.add(parse("lines[" + asked.size() + "]", line));
        }
        return asked;
    }

    private static CertificateQuery parse(String at, Line line) {
        if (line == null || (line.code() == null) == (line.number() == null || line.issued() == null)) {
            throw Refusal.invalid("certificate.line", at, at);
        }
        if (line.code() != null) {
            return new CertificateQuery(FieldCheck.text(at + ".code", line.code(), LONGEST_CODE), null, null);
        }
        return new CertificateQuery(
                null,
                FieldCheck.identifier(at + ".number", line.number(), CaseNumber::parse)
                        .value(),
                day(at + ".issued", FieldCheck.text(at + ".issued", line.issued(), LONGEST_DATE)));
    }

    /** Parses a day of the Gregorian or Persian calendar; a year below 1900 is Persian. */
    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text).getYear() >= 1900
                    ? LocalDate.parse(text)
                    : FieldCheck.identifier(field, text.replace('-', '/'), PersianDate::parse)
                            .toLocalDate();
        } catch (DateTimeParseException notGregorian) {
            return FieldCheck.identifier(field, text, PersianDate::parse).toLocalDate();
        }
    }

    private static Result result(Optional<Certificate> found) {
        return found.map(AgencyMapper.INSTANCE::certificate)
                .orElseGet(() -> new Result("unknown", null, null, null, null));
    }
}
