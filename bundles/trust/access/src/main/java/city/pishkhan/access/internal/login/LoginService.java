package city.pishkhan.access.internal.login;

import city.pishkhan.access.internal.ExclusionTable;
import city.pishkhan.access.internal.tokens.KnownLogin;
import city.pishkhan.access.internal.tokens.Tokens;
import city.pishkhan.access.internal.users.CallerCheck;
import city.pishkhan.access.internal.users.UserFiles;
import city.pishkhan.access.internal.users.UsersLoginModule;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Authenticates callers by password, token or HTTP Basic, and limits guessing. */
final class LoginService implements Authenticator {
    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}._@-]{1,100}");
    private static final int LONGEST_PASSWORD = 200;
    private static final Pattern LOOPBACK =
            Pattern.compile("127(\\.[0-9]{1,3}){3}|(0:){7}1|::1|\\[::1]|\\[?::ffff:127(\\.[0-9]{1,3}){3}]?");

    private static final String CITIZEN = "citizen:";
    /**
     * Voucher (see {@link city.pishkhan.api.security.Authenticator.Token}) of citizens, who log in by one-time codes
     * and have no password.
     */
    private static final String CITIZENS = "one-time codes";

    private final RealmLogin realm;
    private final CallerCheck callerCheck;
    private final Tokens tokens;
    private final LoginAttemptLimiter attemptLimits;
    private final UserLoginLock turns;
    private final RecentLogins recent;

    /** @param basicLife time for which verified Basic credentials are accepted without a new check */
    LoginService(
            RealmLogin realm,
            CallerCheck callerCheck,
            Tokens tokens,
            LoginAttemptLimiter attemptLimits,
            UserLoginLock turns,
            Duration basicLife,
            Clock clock) {
        this.realm = realm;
        this.callerCheck = callerCheck;
        this.tokens = tokens;
        this.attemptLimits = attemptLimits;
        this.turns = turns;
        this.recent = new RecentLogins(clock, basicLife);
    }

    @Override
    public Token login(String user, char[] password) {
        return login(user, password, "");
    }

    @Override
    public Token login(String user, char[] password, String remoteAddress) {
        return tokens.issue(check(user, password, remoteAddress));
    }

    /** See {@link city.pishkhan.api.security.CitizenTokens#issue}. */
    Token issue(UUID person, String number) {
        return tokens.issue(
                new KnownLogin(new Caller(CITIZEN + person, Set.of(Caller.citizenRole(person, number))), CITIZENS));
    }

    @Override
    public Caller authenticateToken(String bearer) {
        return tokens.verify(bearer)
                .filter(k -> isValid(k.caller(), k.voucher()))
                .map(KnownLogin::caller)
                .orElseThrow(Tokens::invalid);
    }

    @Override
    public boolean isValid(Caller caller, String voucher) {
        return ExclusionTable.SHIPPED.findConflict(caller.roles()).isEmpty()
                && (!UserFiles.isPasswordVoucher(voucher) || UsersLoginModule.isCurrent(caller, voucher))
                && realm.isAccepted(caller, voucher);
    }

    @Override
    public Caller authenticateBasic(String user, char[] password, String remoteAddress) {
        if (remoteAddress == null || !LOOPBACK.matcher(remoteAddress).matches()) {
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.basic-remote", null);
        }
        return authenticatePassword(user, password, remoteAddress);
    }

    @Override
    public Caller authenticatePassword(String user, char[] password, String remoteAddress) {
        Optional<KnownLogin> known = recent.find(user, password).filter(k -> isValid(k.caller(), k.voucher()));
        if (known.isPresent()) {
            return known.get().caller();
        }
        KnownLogin found = check(user, password, remoteAddress);
        recent.put(user, password, found);
        return found.caller();
    }

    private KnownLogin check(String user, char[] password, String address) {
        if (user == null
                || !USER.matcher(user).matches()
                || password.length == 0
                || password.length > LONGEST_PASSWORD) {
            throw failed();
        }
        Attempt attempt = attemptLimits.reserve(user, address);
        if (!attempt.isPermitted() && !attemptLimits.isFamiliar(user, address)) {
            long seconds = attempt.delay().plusMillis(999).toSeconds();
            throw Refusal.tooMany("login.locked", seconds, seconds);
        }
        try {
            return attempt.isPermitted()
                    ? verify(user, password, address, attempt)
                    : turns.check(
                            user, () -> verify(user, password, address, attemptLimits.reserveAnyway(user, address)));
        } catch (PasswordQueue.Busy e) {
            throw Refusal.tooMany("login.busy", 1);
        }
    }

    /**
     * Checks a password.
     *
     * @param attempt the counted attempt; it is released if the password is right or was not checked
     */
    private KnownLogin verify(String user, char[] password, String address, Attempt attempt) throws PasswordQueue.Busy {
        Optional<KnownLogin> found;
        try {
            found = realm.login(user, password, () -> attemptLimits.isFamiliar(user, address));
        } catch (PasswordQueue.Busy | RuntimeException e) {
            // the password was not checked, so the attempt does not count
            attempt.release();
            throw e;
        }
        if (found.isEmpty()) {
            throw failed();
        }
        attempt.release();
        attemptLimits.recordSuccess(user, address);
        // roles from the files are checked when read; this covers roles from another realm
        callerCheck.check(found.get().caller());
        return found.get();
    }

    private static Refusal failed() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.failed", null);
    }
}
