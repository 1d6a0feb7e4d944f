package dev.proofmark.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Trains the sample model and writes its folder: `TrainSampleModel FOLDER`.
public final class TrainSampleModel {
    private TrainSampleModel() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: TrainSampleModel FOLDER");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        SampleFolder.Trained trained = SampleFolder.train();
        for (Map.Entry<String, byte[]> file : SampleFolder.files(trained).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        System.out.printf("AUC %.4f (truth %.4f), written to %s%n",
                trained.accuracy().auc(), trained.accuracyOfTheTruth().auc(), folder);
    }
}
