package city.pishkhan.reports.internal;

import city.pishkhan.api.MunicipalCases.Standing;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.ViolationReports.Line;
import city.pishkhan.api.ViolationReports.Own;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reports as those see them who may. */
final class Views {
    private final Kinds kinds;

    Views(Kinds kinds) {
        this.kinds = kinds;
    }

    static Refusal unknown() {
        return Refusal.notFound("report", "گزارش");
    }

    static UUID cursor(String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(
                    "page.cursor", "cursor", "This cursor is none that a page gave.", "نشانه‌ی صفحه نادرست است.");
        }
    }

    /** @param found one more than {@code limit} if there are more */
    static <T> Page<T> page(List<ReportRow> found, int limit, Function<ReportRow, T> view) {
        List<ReportRow> page = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(
                page.stream().map(view).toList(),
                found.size() > limit ? page.get(limit - 1).id().toString() : null);
    }

    /** @param standing of its case, {@code null} while there is none @param text {@code null} where it is not shown */
    Own own(ReportRow r, Standing standing, String text) {
        boolean over = standing != null && standing.state().ended();
        return new Own(
                r.number(),
                r.subject(),
                kinds.of(r.kind()),
                text,
                over ? ReportRow.ENDED : r.state(),
                standing == null ? null : standing.titleEn(),
                standing == null ? null : standing.titleFa(),
                r.received(),
                r.taken(),
                r.ended());
    }

    Line line(ReportRow r) {
        return new Line(
                r.number(),
                r.subject(),
                r.district(),
                kinds.of(r.kind()),
                r.state(),
                r.caseNumber(),
                r.received(),
                r.taken(),
                r.ended());
    }
}
