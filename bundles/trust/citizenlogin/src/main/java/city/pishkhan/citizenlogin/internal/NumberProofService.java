package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.api.security.Vault;
import city.pishkhan.citizenlogin.internal.NumberProofRepository.Row;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Implementation of {@link NumberProofs}. An office confirms numbers in its own cases, and prints slips for any case against an
 * identity paper.
 */
@Component(service = NumberProofs.class, configurationPid = "city.pishkhan.citizenlogin.counter")
@Designate(ocd = NumberProofService.Config.class)
public final class NumberProofService implements NumberProofs {

    /** Configuration with the PID {@code city.pishkhan.citizenlogin.counter}. */
    @ObjectClassDefinition(name = "Pishkhan confirmation of citizens' numbers")
    public @interface Config {
        // the texts are in files of their own, because configuration files are not read as UTF-8
        @AttributeDefinition(
                description =
                        "UTF-8 file with the text of the SMS whose code the citizen reads to the clerk; {code} is the code")
        String text() default "etc/notifications/number.txt";

        @AttributeDefinition(
                description =
                        "UTF-8 file with the text of the SMS about a login slip; {tracking} is the tracking code of the case")
        String slip_text() default "etc/notifications/login-slip.txt";

        @AttributeDefinition(description = "validity of a code, in seconds, 30 to 3600")
        int code_seconds() default 300;

        @AttributeDefinition(description = "validity of a login slip, in days, 1 to 365")
        int slip_days() default 30;

        @AttributeDefinition(
                description =
                        "maximum number of login slips for other offices' cases that one office may print in a day")
        int slips_other_offices() default 20;
    }

    private static final String PROVE = "office.number.prove";
    private static final String SLIP = "office.login-slip.issue";
    private static final String STOP = "citizen.number.stop";
    private static final int LEAST_SECONDS = 30;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_DAYS = 365;
    private static final int TRIES = 5;
    private static final int WINDOW = 3;
    private static final int DAY = 10;
    private static final long PAUSE_MILLIS = 3_000;
    private static final String TRACKING = "{tracking}";
    private static final String CODE = "{code}";

    /**
     * @param slipLife       time for which a slip is valid
     * @param slipsElsewhere maximum slips per day for cases of other offices
     * @param iterations     see {@link LoginSlips}
     */
    record Settings(
            CodeLimits codeLimits,
            String text,
            String slipText,
            Duration slipLife,
            int slipsElsewhere,
            int iterations) {}

    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    private final Access access;
    private final Cases cases;
    private final Persons persons;
    private final Tracking tracking;
    private final ProofRegister proofs;
    private final AttemptLimiter limiter;
    private final CounterCodes codes;
    private final LoginSlips slips;
    private final Settings settings;
    private final CodeTextSender post;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TextSender sender;

    @Activate
    public NumberProofService(
            @Reference Tx tx,
            @Reference Vault vault,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Cases cases,
            @Reference Persons persons,
            @Reference Tracking tracking,
            @Reference ProofRegister proofs,
            @Reference AttemptLimiter limiter,
            Config config) {
        this(
                tx,
                vault,
                journal,
                access,
                cases,
                persons,
                tracking,
                proofs,
                limiter,
                new Settings(
                        new CodeLimits(
                                Duration.ofSeconds(clamp(LEAST_SECONDS, config.code_seconds(), MOST_SECONDS)),
                                TRIES,
                                WINDOW,
                                DAY,
                                0,
                                0,
                                0),
                        Wording.read(Path.of(config.text()), CODE),
                        Wording.read(Path.of(config.slip_text()), TRACKING),
                        Duration.ofDays(clamp(1, config.slip_days(), MOST_DAYS)),
                        config.slips_other_offices(),
                        LoginSlips.ITERATIONS));
    }

    NumberProofService(
            Tx tx,
            Vault vault,
            Journal journal,
            Access access,
            Cases cases,
            Persons persons,
            Tracking tracking,
            ProofRegister proofs,
            AttemptLimiter limiter,
            Settings settings) {
        this.tx = tx;
        this.vault = vault;
        this.journal = journal;
        this.access = access;
        this.cases = cases;
        this.persons = persons;
        this.tracking = tracking;
        this.proofs = proofs;
        this.limiter = limiter;
        this.codes = new CounterCodes(tx, vault, limiter, settings.codeLimits());
        this.slips = new LoginSlips(tx, vault, journal, tracking, limiter, 0, settings.iterations());
        this.settings = settings;
        this.post = new CodeTextSender("counter-codes", () -> sender, PAUSE_MILLIS);
    }

    private static int clamp(int least, int given, int most) {
        return Math.max(least, Math.min(given, most));
    }

    /**
     * Counts a code together with the codes of logins. Always permits the code, because the codes of each office have
     * their own limit.
     */
    private boolean tryCountSending() {
        limiter.reserveAnyway(Kind.CODE_SENDING, settings.codeLimits().sendings());
        return true;
    }

    @Deactivate
    public void close() {
        post.close();
    }

    @Override
    public Duration sendCode(Caller office, UUID caseId, String nationalId, String mobile) {
        UUID person = applicant(office, caseId, nationalId);
        CounterCodes.Code code = codes.make(person, office(office), caseId, persons.number(person, mobile), mobile);
        TextMessage message = new TextMessage(code.id(), mobile, settings.text().replace(CODE, code.code()));
        tx.run(sql -> {
            journal.record(caseId, "number.asked", office, Map.of("person", person, "office", office(office)));
            // the code is sent after the commit, because a code that is not stored cannot be read back
            tx.afterCommit(() -> post.send(() -> Optional.of(message), this::tryCountSending));
        });
        return codes.life();
    }

    /**
     * @throws Refusal {@code NOT_FOUND} for a case that the office cannot access, {@code INVALID} with code {@code
     *     number.person} if the person is not a party
     */
    private UUID applicant(Caller office, UUID caseId, String nationalId) {
        cases.reference(office, caseId, PROVE);
        return party(caseId, nationalId)
                .map(Party::person)
                .orElseThrow(() -> Refusal.invalid("number.person", "nationalId"));
    }

    private Optional<Party> party(UUID caseId, String nationalId) {
        return persons.find(nationalId).flatMap(person -> persons.ofCase(caseId).stream()
                .filter(party -> party.person().equals(person) && !party.erased())
                .findFirst());
    }

    private static String office(Caller caller) {
        return caller.office().orElseThrow(() -> Refusal.forbidden("number.office"));
    }

    @Override
    public CodeCheckResult checkCode(Caller office, UUID caseId, String nationalId, String code) {
        UUID person = applicant(office, caseId, nationalId);
        Optional<UUID> right = codes.verify(person, office(office), caseId, code);
        return new CodeCheckResult(caseId, right.orElse(null), person, right.isPresent());
    }

    @Override
    public ProvedMobile recordProof(Caller office, CodeCheckResult entered) {
        access.check(office, PROVE);
        return tx.required(sql -> {
            CounterCodes.ConfirmedCode back = Optional.ofNullable(entered.code())
                    .filter(code -> entered.right())
                    .flatMap(code -> codes.consume(sql, code))
                    .orElseThrow(() -> Refusal.invalid("number.code", "code"));
            Row proof = proofs.recordCounterProof(
                    office, back.person(), back.number(), back.mobile(), back.caseId(), office(office));
            boolean waits = proof.isWaiting(Instant.now());
            return new ProvedMobile(
                    proof.id(), proof.previous() == null ? "proved" : "changed", waits ? proof.pendingUntil() : null);
        });
    }

    @Override
    public LoginSlip issue(Caller office, String code, String nationalId, String paper, String serial) {
        access.check(office, SLIP);
        String vouches = office(office);
        Tracking.TrackedCase holder = tracking.findCase(code).orElseThrow(() -> Refusal.notFound("login-slip"));
        Party party = party(holder.caseId(), nationalId).orElseThrow(() -> Refusal.notFound("login-slip"));
        boolean elsewhere = !holder.office().equals(vouches);
        UUID id = Ids.next();
        String pin = slips.pin();
        String salt = slips.salt();
        String hash = slips.hash(id, salt, pin);
        return tx.required(sql -> {
            countSlip(sql, vouches, party.person(), elsewhere);
            LoginSlipRepository.Times times = LoginSlipRepository.put(
                    sql,
                    new LoginSlipRepository.Row(
                            id,
                            party.person(),
                            holder.caseId(),
                            vouches,
                            office.principal(),
                            vault.index("identity paper " + paper + " " + serial),
                            salt,
                            hash),
                    proofs.waitingTime(),
                    settings.slipLife());
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("slip", id);
            details.put("person", party.person());
            details.put("office", vouches);
            details.put("paper", paper);
            details.put("elsewhere", elsewhere);
            journal.record(holder.caseId(), "login-slip.issued", office, details);
            List<String> named = Stream.ofNullable(party.mobile()).toList();
            proofs.notifyNumbers(sql, party.person(), named, settings.slipText().replace(TRACKING, code));
            return new LoginSlip(holder.caseId(), code, pin, times.expires(), elsewhere ? times.opens() : null);
        });
    }

    private void countSlip(Handle sql, String office, UUID person, boolean elsewhere) {
        String ofPerson = vault.index("login slips for " + person);
        String ofOffice = vault.index("login slips elsewhere of " + office);
        LoginCodeRepository.lock(sql, ofPerson);
        LoginCodeRepository.lock(sql, ofOffice);
        if (LoginCodeRepository.count(sql, ofPerson, CodeLimits.DAY) >= DAY
                || elsewhere && LoginCodeRepository.count(sql, ofOffice, CodeLimits.DAY) >= settings.slipsElsewhere()) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "login-slip.too-many", null);
        }
        LoginCodeRepository.add(sql, ofPerson);
        if (elsewhere) {
            LoginCodeRepository.add(sql, ofOffice);
        }
    }

    @Override
    public int cancelChanges(Caller citizen) {
        access.check(citizen, STOP);
        UUID person = citizen.citizen().map(UUID::fromString).orElseThrow();
        return proofs.stop(
                citizen, person, citizen.citizenNumber().orElseThrow(() -> Refusal.forbidden("number.unproved")));
    }
}
