package city.pishkhan.certificates.internal;

import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.certificates.Certificates.CertificateQuery;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queries for public verification. They never show the personal part of a certificate's content. */
final class CertificateLookup {
    private static final String SELECT =
            "select code, number, template, state, issued, digest, content ->> 'validUntil' as valid_until"
                    + " from certificates.certificate where ";

    private CertificateLookup() {}

    /** @param today day for which the state is returned */
    static Optional<Certificate> find(Handle sql, String code, LocalDate today) {
        return CertificateCodes.parse(code)
                .flatMap(read -> sql.createQuery("select code, number, template, state, issued, digest, content"
                                + " from certificates.certificate where code_hash = sha256(convert_to(:code, 'UTF8'))")
                        .bind("code", read)
                        .map((row, context) -> part(row, SealedContent.read(row.getString("content")), today))
                        .findOne());
    }

    static Optional<Certificate> findValid(Handle sql, String template, String subject, LocalDate on) {
        return sql.createQuery(
                        "select code, number, template, state, issued, digest, content from certificates.certificate"
                                + " where content ->> 'subject' = :subject and template = :template and state = 'valid'"
                                + " and " + CertificateState.NOT_EXPIRED + " order by issued desc limit 1")
                .bind("subject", subject)
                .bind("template", template)
                .bind("on", on.toString())
                .map((row, context) -> part(row, SealedContent.read(row.getString("content")), on))
                .findOne();
    }

    /** Looks up many certificates with two statements. */
    static List<Optional<Certificate>> findAll(Handle sql, List<CertificateQuery> asked, LocalDate today) {
        Map<String, Certificate> byCode = byCode(sql, asked, today);
        Map<String, Certificate> byNumber = byNumber(sql, asked, today);
        return asked.stream()
                .map(line -> Optional.ofNullable(
                        line.code() != null
                                ? CertificateCodes.parse(line.code())
                                        .map(byCode::get)
                                        .orElse(null)
                                : byNumber.get(key(line))))
                .toList();
    }

    private static Map<String, Certificate> byCode(Handle sql, List<CertificateQuery> asked, LocalDate today) {
        Map<String, Certificate> found = new HashMap<>();
        sql.createQuery(SELECT + "code_hash in (select sha256(convert_to(c, 'UTF8')) from unnest(:codes) c)")
                .bindArray(
                        "codes",
                        String.class,
                        asked.stream()
                                .map(CertificateQuery::code)
                                .filter(Objects::nonNull)
                                .flatMap(code -> CertificateCodes.parse(code).stream())
                                .toList())
                .map((row, context) -> publicPart(row, today))
                .forEach(one -> found.put(one.code(), one));
        return found;
    }

    private static Map<String, Certificate> byNumber(Handle sql, List<CertificateQuery> asked, LocalDate today) {
        Map<String, Certificate> found = new HashMap<>();
        // Later rows replace earlier rows with the same number and date. The query returns revoked, expired, held and
        // valid certificates in this order.
        sql.createQuery(SELECT + "number = any(:numbers) order by state = 'valid' and " + CertificateState.NOT_EXPIRED
                        + ", state = 'held', state = 'valid', issued")
                .bind("on", today.toString())
                .bindArray(
                        "numbers",
                        String.class,
                        asked.stream()
                                .filter(line -> line.code() == null && line.number() != null)
                                .map(line -> PersianText.normalise(line.number()))
                                .toList())
                .map((row, context) -> publicPart(row, today))
                .forEach(one -> found.put(
                        one.number() + " "
                                + one.issued().atZone(PersianDate.TEHRAN).toLocalDate(),
                        one));
        return found;
    }

    private static String key(CertificateQuery line) {
        return line.number() == null ? "" : PersianText.normalise(line.number()) + " " + line.issued();
    }

    private static Certificate publicPart(ResultSet row, LocalDate today) throws SQLException {
        return part(row, Map.of(), row.getString("valid_until"), today);
    }

    private static Certificate part(ResultSet row, Map<String, Object> content, LocalDate today) throws SQLException {
        return part(row, content, content.get(CertificateService.VALID_UNTIL), today);
    }

    private static Certificate part(
            ResultSet row, Map<String, Object> content, @Nullable Object validUntil, LocalDate today)
            throws SQLException {
        return new Certificate(
                row.getString("code"),
                null,
                row.getString("number"),
                row.getString("template"),
                content,
                CertificateState.compute(row.getString("state"), validUntil, today),
                row.getObject("issued", OffsetDateTime.class).toInstant(),
                row.getString("digest"));
    }
}
