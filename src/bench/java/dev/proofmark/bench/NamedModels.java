package dev.proofmark.bench;

import java.nio.file.Path;
import java.util.List;

/// The models of the end-to-end table, by their folders below the models folder. They are not part of this project.
public final class NamedModels {
    public static final List<String> ALL = List.of(
            "real/iris-mlp-deepprove", "real/ezkljs-iris-mlp", "real/credit-scoring-mlp", "real/mnist-cnn-cntk",
            "real/mnist-mlp-bn-onnx2c", "real/cifar10-lenet-deepprove",
            "real/nolicence/rl-cartpole", "real/nolicence/fraud-mlp", "real/nolicence/mnist-conv-maxpool",
            "real/nolicence/mnist-lenet-avgpool", "real/nolicence/mnist-fc-256x2", "real/nolicence/mnist-relu-9x200",
            "real/nolicence/cifar10-resnet2b-vnncomp", "real/nolicence/cifar10-allconv-biasfield",
            "ezkl/1l_conv", "ezkl/1l_relu", "ezkl/1l_max_pool", "ezkl/1l_sigmoid", "ezkl/2l_relu_fc",
            "ezkl/2l_relu_sigmoid_small", "ezkl/3l_relu_conv_fc");

    private NamedModels() {
    }

    /// Where the models are, by the system property `proofmark.models`.
    public static Path root() {
        return Path.of(System.getProperty("proofmark.models", "../shared/models")).toAbsolutePath().normalize();
    }
}
