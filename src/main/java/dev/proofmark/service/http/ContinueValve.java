package dev.proofmark.service.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ContinueResponseTiming;

/// Lets a filter say when a client that sent `Expect: 100-continue` may send its body: after the request could have been
/// refused, which the servlet interfaces cannot express.
final class ContinueValve extends ValveBase {
    private static final String ATTRIBUTE = ContinueValve.class.getName();

    ContinueValve() {
        super(true);
    }

    private interface Acknowledgement {
        void send() throws IOException;
    }

    static void goOn(HttpServletRequest request) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof Acknowledgement acknowledgement) {
            acknowledgement.send();
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Acknowledgement acknowledgement = () -> response.sendAcknowledgement(ContinueResponseTiming.ON_REQUEST_BODY_READ);
        request.setAttribute(ATTRIBUTE, acknowledgement);
        getNext().invoke(request, response);
    }
}
