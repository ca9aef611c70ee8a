package city.pishkhan.doors.rest;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.MethodDispatcher;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.utils.HttpUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;

/**
 * Limits the operations that CXF examines to those that may match the request's path. CXF tests each operation and formats a log message
 * for it, even if that level is off. With one hundred operations, this used 9% of the hub's processor time.
 */
final class IndexedOperations extends MethodDispatcher {
    private final MethodDispatcher operations;
    private final PathIndex<OperationResourceInfo> index;

    private IndexedOperations(MethodDispatcher operations, String prefix) {
        this.operations = operations;
        index = new PathIndex<>(
                operations.getOperationResourceInfos(),
                operation -> prefix + "/" + operation.getURITemplate().getValue());
    }

    static void install(ClassResourceInfo contract) {
        contract.setMethodDispatcher(new IndexedOperations(
                contract.getMethodDispatcher(), contract.getURITemplate().getValue()));
    }

    @Override
    public Set<OperationResourceInfo> getOperationResourceInfos() {
        Message request = PhaseInterceptorChain.getCurrentMessage();
        List<OperationResourceInfo> candidates =
                request == null ? List.of() : index.candidates(HttpUtils.getPathToMatch(request, true));
        // without candidates, CXF examines all operations, so that it reports the unknown path itself
        return candidates.isEmpty() ? operations.getOperationResourceInfos() : new LinkedHashSet<>(candidates);
    }

    @Override
    public OperationResourceInfo getOperationResourceInfo(Method method) {
        return operations.getOperationResourceInfo(method);
    }

    @Override
    public Method getMethod(OperationResourceInfo operation) {
        return operations.getMethod(operation);
    }

    @Override
    public Method getProxyMethod(Method method) {
        return operations.getProxyMethod(method);
    }

    @Override
    public void addProxyMethod(Method method, Method proxy) {
        operations.addProxyMethod(method, proxy);
    }

    @Override
    public void bind(OperationResourceInfo operation, Method... methods) {
        operations.bind(operation, methods);
    }
}
