package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Authenticator.Token;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.api.security.CitizenTokens;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.NumberOwnership;
import city.pishkhan.spi.TextSender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
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

/** Implementation of {@link CitizenLogin}: codes sent by SMS, and PINs of printed slips. */
@Component(service = CitizenLogin.class, configurationPid = "city.pishkhan.citizenlogin")
@Designate(ocd = CitizenLogins.Config.class)
public final class CitizenLogins implements CitizenLogin {
    private static final long PAUSE_MILLIS = 3_000;
    private static final String PLACE = "{code}";

    /** Configuration with the PID {@code city.pishkhan.citizenlogin}. */
    @ObjectClassDefinition(name = "Pishkhan citizens' login")
    public @interface Config {
        // the text is in a file of its own, because configuration files are not read as UTF-8
        @AttributeDefinition(description = "UTF-8 file with the text of the SMS; {code} is the code")
        String text() default "etc/notifications/login.txt";

        @AttributeDefinition(description = "validity of a code, in seconds")
        int code_seconds() default 180;

        @AttributeDefinition(description = "number of attempts to enter a code before it becomes invalid")
        int code_tries() default 5;

        @AttributeDefinition(
                description =
                        "codes for one national ID in ten minutes, from one network, and from all networks unknown for the person")
        int codes_window() default 3;

        @AttributeDefinition(description = "the same limit for a day")
        int codes_day() default 10;

        @AttributeDefinition(
                description = "codes requested from one network in ten minutes, for people who never logged in from it")
        int address_codes() default 30;

        @AttributeDefinition(
                description =
                        "the same limit for people who enter their mobile number; no code is sent to a wrong number")
        int address_codes_by_number() default 300;

        @AttributeDefinition(
                description =
                        "wrong codes entered from one network in ten minutes, and separately wrong codes that were requested from it; above the limit only people who recently logged in from it may enter codes. Also the limit of wrong PINs, above which the network may enter none")
        int address_failures() default 30;

        @AttributeDefinition(
                description =
                        "maximum number of codes that all nodes together send as SMS in ten minutes; above it a network gets three for people who never logged in from it")
        int codes_hub() default CodeLimits.HUB_CODES;
    }

    private final OneTimeCodes codes;
    private final LoginCodeSender post;
    private final ProofRegister proofs;
    private final LoginSlips slips;
    private final Persons persons;
    private final CitizenTokens tokens;
    private final Duration life;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TextSender sender;

    /** Register of mobile numbers; optional. Without it, a number can only be proved at an office's counter. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile NumberOwnership numbers;

    @Activate
    public CitizenLogins(
            @Reference Tx tx,
            @Reference Vault vault,
            @Reference Persons persons,
            @Reference CitizenTokens tokens,
            @Reference LoginNetworks networks,
            @Reference AttemptLimiter limiter,
            @Reference ProofRegister proofs,
            @Reference Tracking tracking,
            @Reference Journal journal,
            Config config) {
        this(
                tx,
                vault,
                persons,
                tokens,
                networks,
                limiter,
                proofs,
                tracking,
                journal,
                new CodeLimits(
                        Duration.ofSeconds(config.code_seconds()),
                        config.code_tries(),
                        config.codes_window(),
                        config.codes_day(),
                        config.address_codes(),
                        config.address_codes_by_number(),
                        config.address_failures(),
                        config.codes_hub()),
                Wording.read(Path.of(config.text()), PLACE),
                PAUSE_MILLIS);
    }

    CitizenLogins(
            Tx tx,
            Vault vault,
            Persons persons,
            CitizenTokens tokens,
            LoginNetworks networks,
            AttemptLimiter limiter,
            ProofRegister proofs,
            Tracking tracking,
            Journal journal,
            CodeLimits codeLimits,
            String text,
            long pauseMillis) {
        this.codes = new OneTimeCodes(new LoginCodeRepository(tx), vault, networks, limiter, codeLimits);
        this.post = new LoginCodeSender(
                persons,
                new Phones(persons, proofs),
                codes,
                () -> numbers,
                new CodeTextSender("one-time-codes", () -> sender, pauseMillis),
                text);
        this.proofs = proofs;
        this.slips = new LoginSlips(
                tx, vault, journal, tracking, limiter, codeLimits.addressFailures(), LoginSlips.ITERATIONS);
        this.persons = persons;
        this.tokens = tokens;
        this.life = codeLimits.life();
    }

    @Deactivate
    public void stop() {
        post.close();
    }

    @Override
    public Duration sendCode(String nationalId, String mobile, String remoteAddress) {
        post.send(nationalId, mobile, codes.make(nationalId, mobile, remoteAddress), remoteAddress);
        return life;
    }

    @Override
    public Token loginByCode(String nationalId, String code, String remoteAddress) {
        // an unknown person cannot have received a code; a guessed code gets the same answer
        return codes.consume(nationalId, code, remoteAddress)
                .flatMap(consumed -> persons.find(nationalId).map(person -> completeLogin(person, consumed)))
                .orElseThrow(CitizenLogins::wrong);
    }

    private Token completeLogin(UUID person, OneTimeCodes.ConsumedCode consumed) {
        codes.decryptMobile(person, consumed)
                .ifPresentOrElse(
                        mobile -> proofs.recordRegisteredLogin(person, consumed.number(), mobile),
                        () -> proofs.recordLogin(person, consumed.number()));
        return tokens.issue(person, consumed.number());
    }

    @Override
    public Token loginBySlip(String tracking, String pin, String remoteAddress) {
        return slips.consume(tracking, pin, remoteAddress)
                .map(slip -> tokens.issue(slip.person(), slip.session()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.pin", null));
    }

    private static Refusal wrong() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.code", null);
    }
}
