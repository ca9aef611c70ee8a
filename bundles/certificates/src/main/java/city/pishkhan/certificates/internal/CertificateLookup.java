package city.pishkhan.certificates.internal;

import city.pishkhan.api.certificates.Certificates.Asked;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Queries for public verification. They never show the personal part of a certificate's content. */
final class CertificateLookup {
    private static final String SELECT =
            "select code, number, template, state, issued, digest from certificates.certificate where ";

    private CertificateLookup() {}

    static Optional<Certificate> one(Handle sql, String code) {
        return CertificateCodes.read(code)
                .flatMap(read -> sql.createQuery("select code, number, template, state, issued, digest, content"
                                + " from certificates.certificate where code_hash = sha256(convert_to(:code, 'UTF8'))")
                        .bind("code", read)
                        .map((row, context) -> part(row, SealedContent.read(row.getString("content"))))
                        .findOne());
    }

    static Optional<Certificate> valid(Handle sql, String template, String subject) {
        return sql.createQuery(
                        "select code, number, template, state, issued, digest, content from certificates.certificate"
                                + " where content ->> 'subject' = :subject and template = :template and state = 'valid'"
                                + " order by issued desc limit 1")
                .bind("subject", subject)
                .bind("template", template)
                .map((row, context) -> part(row, SealedContent.read(row.getString("content"))))
                .findOne();
    }

    /** Looks up many certificates with two statements. */
    static List<Optional<Certificate>> many(Handle sql, List<Asked> asked) {
        Map<String, Certificate> byCode = byCode(sql, asked);
        Map<String, Certificate> byNumber = byNumber(sql, asked);
        return asked.stream()
                .map(line -> Optional.ofNullable(
                        line.code() != null
                                ? CertificateCodes.read(line.code())
                                        .map(byCode::get)
                                        .orElse(null)
                                : byNumber.get(key(line))))
                .toList();
    }

    private static Map<String, Certificate> byCode(Handle sql, List<Asked> asked) {
        Map<String, Certificate> found = new HashMap<>();
        sql.createQuery(SELECT + "code_hash in (select sha256(convert_to(c, 'UTF8')) from unnest(:codes) c)")
                .bindArray(
                        "codes",
                        String.class,
                        asked.stream()
                                .map(Asked::code)
                                .filter(Objects::nonNull)
                                .flatMap(code -> CertificateCodes.read(code).stream())
                                .toList())
                .map(CertificateLookup::publicPart)
                .forEach(one -> found.put(one.code(), one));
        return found;
    }

    private static Map<String, Certificate> byNumber(Handle sql, List<Asked> asked) {
        Map<String, Certificate> found = new HashMap<>();
        // later rows replace earlier ones, so a valid certificate takes precedence over a held and a revoked one
        sql.createQuery(SELECT + "number = any(:numbers) order by state = 'valid', state = 'held', issued")
                .bindArray(
                        "numbers",
                        String.class,
                        asked.stream()
                                .filter(line -> line.code() == null && line.number() != null)
                                .map(line -> PersianText.normalise(line.number()))
                                .toList())
                .map(CertificateLookup::publicPart)
                .forEach(one -> found.put(
                        one.number() + " "
                                + one.issued().atZone(PersianDate.TEHRAN).toLocalDate(),
                        one));
        return found;
    }

    private static String key(Asked line) {
        return line.number() == null ? "" : PersianText.normalise(line.number()) + " " + line.issued();
    }

    private static Certificate publicPart(ResultSet row, StatementContext context) throws SQLException {
        return part(row, Map.of());
    }

    private static Certificate part(ResultSet row, Map<String, Object> content) throws SQLException {
        return new Certificate(
                row.getString("code"),
                null,
                row.getString("number"),
                row.getString("template"),
                content,
                row.getString("state"),
                row.getObject("issued", OffsetDateTime.class).toInstant(),
                row.getString("digest"));
    }
}
