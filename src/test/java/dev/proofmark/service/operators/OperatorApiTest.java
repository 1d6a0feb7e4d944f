package dev.proofmark.service.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.OperatorForms;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class OperatorApiTest {
    @LocalServerPort
    private int port;

    @Test
    void theEnginesOperatorsAreListed() {
        JsonNode answer = new Api(port).get("/v1/operators").expect(200);
        assertThat(answer.get("domain").stringValue()).isEqualTo("ai.onnx");
        assertThat(answer.get("operators").toString()).isEqualTo("""
                [{"name":"Fake","since":7,"until":12,"leastInputs":1,"attributes":[{"name":"axis","type":"int","required":true,\
                "accepted":["0","1"]}],"notes":["constant weights"]}]""");
    }

    @Test
    void theCompilersTableTellsOpsetsAttributesAndNotes() {
        JsonNode operators = JsonMapper.shared().valueToTree(OperatorsView.of(OperatorForms.all())).get("operators");
        assertThat(operators).hasSizeGreaterThan(100);
        JsonNode clip = operators.valueStream().filter(form -> form.get("name").stringValue().equals("Clip")).toList().getLast();
        assertThat(clip.toString()).isEqualTo("""
                {"name":"Clip","since":11,"leastInputs":1,"mostInputs":3,"attributes":[],\
                "notes":["constant lower bound","constant upper bound"]}""");
        JsonNode concat = operators.valueStream().filter(form -> form.get("name").stringValue().equals("Concat")).toList().getLast();
        assertThat(concat.has("mostInputs")).isFalse();
        assertThat(concat.at("/attributes/0/required").booleanValue()).isTrue();
    }
}
