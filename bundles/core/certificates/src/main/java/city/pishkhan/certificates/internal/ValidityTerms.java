package city.pishkhan.certificates.internal;

import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Terms of validity of new certificates, {@code months} in their templates. The last day is stored when a certificate is issued,
 * so that a changed template changes no issued certificate.
 */
@Component(service = ValidityTerms.class)
public final class ValidityTerms {
    private static final int YEAR = 12;

    private final Templates templates;

    @Activate
    public ValidityTerms(@Reference Templates templates) {
        this.templates = templates;
    }

    /**
     * Returns the last day of validity in Tehran; empty if the certificate does not expire.
     *
     * @throws city.pishkhan.api.Refusal {@code UNAVAILABLE} if the template cannot be read
     */
    Optional<PersianDate> lastDay(String template, Instant issued) {
        return Optional.ofNullable(templates.get(template, List.of()).months())
                .map(months -> plusMonths(PersianDate.of(issued), months));
    }

    /** Adds months of the Persian calendar; a day that the month does not have becomes its last day. */
    private static PersianDate plusMonths(PersianDate day, int months) {
        int month = day.year() * YEAR + day.month() - 1 + months;
        PersianDate first = new PersianDate(month / YEAR, month % YEAR + 1, 1);
        PersianDate next = new PersianDate((month + 1) / YEAR, (month + 1) % YEAR + 1, 1);
        long length = ChronoUnit.DAYS.between(first.toLocalDate(), next.toLocalDate());
        return new PersianDate(first.year(), first.month(), (int) Math.min(day.day(), length));
    }
}
