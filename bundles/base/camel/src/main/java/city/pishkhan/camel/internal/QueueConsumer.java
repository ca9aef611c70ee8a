package city.pishkhan.camel.internal;

import city.pishkhan.api.agencies.InquiryDispatchers.Limit;
import city.pishkhan.api.messaging.Queues;
import city.pishkhan.camel.internal.RunningDispatchers.LimitedConsumer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** Consumes one queue with a number of threads that the endpoint defines and an operator can override. */
final class QueueConsumer extends DefaultConsumer implements Suspendable, LimitedConsumer {
    private static final long STOP_MS = TimeUnit.SECONDS.toMillis(20);

    private final PishkhanEndpoint endpoint;
    private final String queue;
    private final QueueDispatcher carrier;
    /** Access is synchronized on this deque. */
    private final Deque<QueueWorker> workers = new ArrayDeque<>();
    /** Surplus workers that are finishing their last message; access is synchronized on {@code workers}. */
    private final List<QueueWorker> ending = new ArrayList<>();

    private boolean isQueueAssigned;
    private int made;

    QueueConsumer(PishkhanEndpoint endpoint, Processor processor, String queue, QueueDispatcher carrier) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.queue = queue;
        this.carrier = carrier;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (isForAgency()) {
            endpoint.component()
                    .dispatchers()
                    .assign(queue, endpoint.getCamelContext().getName());
            isQueueAssigned = true;
        }
        begin();
    }

    private void begin() {
        if (carrier instanceof InquiryDispatcher inquiries) {
            // applies the operator's limit before the first inquiry is sent
            endpoint.component().dispatchers().add(inquiries, this);
        } else {
            resize(endpoint.getConsumers());
        }
    }

    private boolean isForAgency() {
        return !queue.startsWith(Queues.WORK);
    }

    @Override
    public void limit(Limit limit) {
        boolean consumers = limit != null && limit.consumers() != null;
        boolean rate = limit != null && limit.perSecond() != null;
        if (carrier instanceof InquiryDispatcher inquiries) {
            inquiries.rate().setPerSecond(rate ? limit.perSecond() : endpoint.getPerSecond());
        }
        resize(consumers ? limit.consumers() : endpoint.getConsumers());
    }

    @Override
    public int consumers() {
        synchronized (workers) {
            return workers.size();
        }
    }

    private void resize(int wanted) {
        ClassLoader loader = endpoint.getCamelContext().getApplicationContextClassLoader();
        synchronized (workers) {
            ending.removeIf(worker -> !worker.isAlive());
            while (workers.size() > wanted) {
                QueueWorker last = workers.removeLast();
                last.end();
                ending.add(last);
            }
            if (workers.size() < wanted) {
                workers.forEach(QueueWorker::reopen);
            }
            while (workers.size() < wanted) {
                QueueWorker worker = new QueueWorker(this, endpoint.component().broker(), queue, carrier);
                workers.addLast(worker);
                worker.start(queue + "-" + ++made, loader);
            }
        }
    }

    /**
     * Stops the workers first when the context stops. Otherwise the consumer would start new exchanges while the context waits
     * for running ones, which it checks once a second.
     */
    @Override
    protected void doSuspend() throws Exception {
        end();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        begin();
    }

    @Override
    protected void doStop() throws Exception {
        end();
        if (isQueueAssigned) {
            // the queue is released only after all workers have ended, so that two consumers never process it at the
            // same time
            isQueueAssigned = false;
            endpoint.component().dispatchers().release(queue);
        }
        super.doStop();
    }

    /** Waits up to 20 s for running work, then interrupts it; unfinished messages are delivered again. */
    private void end() throws InterruptedException {
        if (carrier instanceof InquiryDispatcher inquiries) {
            endpoint.component().dispatchers().remove(inquiries);
        }
        resize(0);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MS);
        for (QueueWorker worker : List.copyOf(ending)) {
            worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }
}
