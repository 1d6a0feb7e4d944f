package dev.proofmark.service.errors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemErrorControllerTest {
    private final ProblemErrorController page = new ProblemErrorController();

    @Test
    void anAnswerOnItsWayIsNotWrittenAgain() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/error");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(page.error(request, response).getStatusCode().value()).as("control").isEqualTo(500);
        response.setCommitted(true);
        assertThat(page.error(request, response)).isNull();
    }
}
