package city.pishkhan.citizens.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Vault;
import city.pishkhan.identifiers.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * Codes and their counts. Everything here is done for a national ID that nobody here has in the same way as for any other: whether there is
 * such a person is asked later, and by nobody who waits.
 */
final class OneTimeCodes {
    private static final int CODES = 1_000_000;

    /** @param id of this code, for the provider @param code six digits, for the person's phone alone */
    record Code(UUID id, String code) {
        @Override
        public String toString() {
            return "Code[" + id + "]";
        }
    }

    private final CodeRows rows;
    private final Vault vault;
    private final Limits limits;
    private final SecureRandom random = new SecureRandom();

    OneTimeCodes(CodeRows rows, Vault vault, Limits limits) {
        this.rows = rows;
        this.vault = vault;
        this.limits = limits;
    }

    /** A new code; the one before is void. @throws Refusal TOO_MANY */
    Code make(String nationalId, String address) {
        String who = who(nationalId);
        String from = vault.index("citizen codes from " + address);
        Code code = new Code(Ids.next(), "%06d".formatted(random.nextInt(CODES)));
        String hash = hash(code.id(), code.code());
        boolean made = rows.tx().required(sql -> {
            CodeRows.hold(sql, who);
            CodeRows.hold(sql, from);
            if (CodeRows.count(sql, who, Limits.WINDOW) >= limits.codesWindow()
                    || CodeRows.count(sql, who, Limits.DAY) >= limits.codesDay()
                    || CodeRows.count(sql, from, Limits.WINDOW) >= limits.addressCodes()) {
                return false;
            }
            CodeRows.add(sql, who);
            CodeRows.add(sql, from);
            CodeRows.put(sql, code.id(), who, hash, limits.life());
            CodeRows.tidy(sql);
            return true;
        });
        if (!made) {
            throw tooMany();
        }
        return code;
    }

    /** Whether it is the code that was made for this national ID last; it is used up then. @throws Refusal TOO_MANY */
    boolean take(String nationalId, String code, String address) {
        String who = who(nationalId);
        String from = vault.index("citizen failures from " + address);
        Optional<Boolean> right = rows.tx().required(sql -> {
            CodeRows.hold(sql, from);
            if (CodeRows.count(sql, from, Limits.WINDOW) >= limits.addressFailures()) {
                return Optional.empty();
            }
            Optional<CodeRows.Live> live = CodeRows.tried(sql, who, limits.tries());
            UUID id = live.map(CodeRows.Live::id).orElseGet(Ids::next);
            byte[] given = hash(id, code).getBytes(StandardCharsets.US_ASCII);
            byte[] wanted = live.map(CodeRows.Live::hash).orElse("").getBytes(StandardCharsets.US_ASCII);
            boolean same = MessageDigest.isEqual(given, wanted);
            if (same) {
                CodeRows.use(sql, id);
            } else {
                CodeRows.add(sql, from);
            }
            return Optional.of(same);
        });
        return right.orElseThrow(OneTimeCodes::tooMany);
    }

    private String who(String nationalId) {
        return vault.index("citizen codes for " + nationalId);
    }

    private String hash(UUID id, String code) {
        return vault.index("citizen code " + id + " " + code);
    }

    private static Refusal tooMany() {
        return new Refusal(
                Refusal.Kind.TOO_MANY,
                "login.codes",
                null,
                "Too many codes; try again later.",
                "درخواست یا ورود کد بیش از اندازه است؛ بعداً دوباره بکوشید.");
    }
}
