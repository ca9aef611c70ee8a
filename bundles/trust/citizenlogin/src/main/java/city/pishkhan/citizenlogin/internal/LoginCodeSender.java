package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.citizenlogin.internal.OneTimeCodes.Code;
import city.pishkhan.spi.NumberOwnership;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the phone for a code in the background, so that the response time does not show whether the person is known. If a number or
 * a person is unknown here, the register of numbers is called before the code is sent.
 */
final class LoginCodeSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoginCodeSender.class);

    private final Persons persons;
    private final Phones phones;
    private final OneTimeCodes codes;
    private final Supplier<NumberOwnership> numbers;
    private final String text;
    private final CodeTextSender post;

    /**
     * @param numbers returns {@code null} while there is no register
     * @param text    message text that contains {@code {code}}
     */
    LoginCodeSender(
            Persons persons,
            Phones phones,
            OneTimeCodes codes,
            Supplier<NumberOwnership> numbers,
            CodeTextSender post,
            String text) {
        this.persons = persons;
        this.phones = phones;
        this.codes = codes;
        this.numbers = numbers;
        this.post = post;
        this.text = text;
    }

    /**
     * @param mobile see {@link Phones#find}
     * @param address network address of the client that requested the code
     * @throws Refusal {@code UNAVAILABLE} if too many messages are waiting
     */
    void send(String nationalId, @Nullable String mobile, Code code, String address) {
        post.send(
                () -> persons.find(nationalId)
                        .flatMap(person -> message(nationalId, person, mobile, code))
                        .or(() -> admitAndPrepareMessage(nationalId, mobile, code)),
                () -> codes.tryCountSending(nationalId, address));
    }

    /** Returns the message for a person without a case, if the register confirms the number. The person is then recorded. */
    private Optional<TextMessage> admitAndPrepareMessage(String nationalId, @Nullable String namedMobile, Code code) {
        if (namedMobile == null || persons.find(nationalId).isPresent() || !isOwned(nationalId, namedMobile)) {
            return Optional.empty();
        }
        return message(persons.register(nationalId), namedMobile, true, code);
    }

    private Optional<TextMessage> message(String nationalId, UUID person, @Nullable String namedMobile, Code code) {
        Optional<Phones.Phone> known = phones.find(person, namedMobile);
        String mobile = known.map(Phones.Phone::mobile).orElse(namedMobile);
        if (mobile == null) {
            return Optional.empty();
        }
        boolean owned = !known.map(Phones.Phone::registered).orElse(false) && isOwned(nationalId, mobile);
        if (known.isEmpty() && !owned) {
            return Optional.empty();
        }
        return message(person, mobile, owned, code);
    }

    private Optional<TextMessage> message(UUID person, String mobile, boolean owned, Code code) {
        codes.recordNumber(code, person, persons.number(person, mobile), owned ? mobile : null);
        return Optional.of(new TextMessage(code.id(), mobile, text.replace("{code}", code.code())));
    }

    private boolean isOwned(String nationalId, String mobile) {
        NumberOwnership register = numbers.get();
        try {
            return register != null && register.owner(nationalId, mobile) == NumberOwnership.Owner.OWNED;
        } catch (PartnerUnavailable e) {
            // without an answer of the register, the login does not prove the number
            LOG.info("The register of numbers gives no answer: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        post.close();
    }
}
