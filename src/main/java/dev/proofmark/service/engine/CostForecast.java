package dev.proofmark.service.engine;

import dev.proofmark.proving.cost.WorkUnits;
import dev.proofmark.service.engine.ModelReport.PredictedCost;
import org.springframework.stereotype.Component;

/// What a model's proofs are expected to cost on this node: the work that its report counts, at this host's prices.
@Component
public class CostForecast {
    private final HostCosts host;

    CostForecast(HostCosts host) {
        this.host = host;
    }

    /// The report's prediction, in seconds of this host. A report that counts no work keeps its own seconds.
    public PredictedCost of(ModelReport report) {
        PredictedCost predicted = report.predictedCost();
        return report.proofWork().isEmpty() ? predicted
                : predicted.proving(host.prices().seconds(WorkUnits.ofNamed(report.proofWork())));
    }
}
