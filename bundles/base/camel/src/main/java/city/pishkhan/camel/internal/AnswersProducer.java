package city.pishkhan.camel.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the replies of connectors and routes. */
final class AnswersProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(AnswersProducer.class);

    private static final String ANOTHER_STANDS = "answer.different";

    private final Inquiries inquiries;
    private final Duration askAgain;

    AnswersProducer(PishkhanEndpoint endpoint, Inquiries inquiries, Duration askAgain) {
        super(endpoint);
        this.inquiries = inquiries;
        this.askAgain = askAgain;
    }

    @Override
    public void process(Exchange exchange) {
        Reply reply = exchange.getMessage().getBody() instanceof Reply brought ? brought : WrittenReply.read(exchange);
        if (reply instanceof Answer answer) {
            answer(answer);
        } else if (reply instanceof Reply.Accepted accepted) {
            inquiries.recordDelivery(accepted.inquiry(), accepted.reference());
            if (!askAgain.isZero()) {
                inquiries.scheduleRetry(accepted.inquiry(), Instant.now().plus(askAgain));
            }
        }
    }

    private void answer(Answer answer) {
        try {
            inquiries.answer(Caller.HUB, answer);
        } catch (Refusal e) {
            if (e.kind() == Refusal.Kind.GONE || e.code().equals(ANOTHER_STANDS)) {
                LOG.info("Answer to inquiry {} came too late: {}", answer.inquiry(), e.code());
            } else if (e.kind() == Refusal.Kind.INVALID || e.kind() == Refusal.Kind.CONFLICT) {
                // The answer does not fit the inquiry or is not permitted. The agency is asked again with growing
                // delays until the answer is valid or the deadline passes.
                throw new PartnerRefused(e.code(), e.english());
            } else {
                // The hub cannot record the answer now. This is not the agency's fault; the answer will be requested
                // again.
                throw e;
            }
        }
    }
}
