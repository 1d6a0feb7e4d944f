package dev.proofmark.service.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.DispatcherServlet;

/// The dispatcher, for which TRACE is a method like every other that no operation has: 405 with the methods of the address.
///
/// What it is made from would answer TRACE itself, by echoing the request, also where an error of such a request is dispatched again.
final class TraceRefusingDispatcher extends DispatcherServlet {
    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        processRequest(request, response);
    }
}
