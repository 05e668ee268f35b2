using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NotebookNet.Benchmarks.SideBySide;

/// <summary>The training steps in TorchSharp, as its users write them.</summary>
internal static class Program
{
    private static void Main(string[] args)
    {
        if (args is ["version"])
        {
            Console.WriteLine(
                $"{typeof(torch).Assembly.GetName().Version!.ToString(3)} with libtorch {torch.__version__}"
            );
            return;
        }

        Dictionary<string, string> given = args.Chunk(2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        set_num_threads(int.Parse(given["--threads"], CultureInfo.InvariantCulture));
        ScalarType type = given["--dtype"] == "float32" ? float32 : float64;
        set_default_dtype(type);
        var work = new Work(given["--work"], given["--data"]);
        Tensor images = (tensor(work.Images(), float64).reshape(-1, 784) / 255).to(type);
        Tensor labels = tensor(work.Labels(), int64);
        SideServer.Serve((name, order) => Load(name, order, work, images, labels));
    }

    private static Func<int, double> Load(
        string name,
        int order,
        Work work,
        Tensor images,
        Tensor labels
    )
    {
        NetworkDescription network = work.Network(name);
        Sequential model = Build(network, work.Weights(name));
        optim.Optimizer optimizer = network.Optimizer switch
        {
            "SGD" => optim.SGD(model.parameters(), network.LearningRate),
            "Adam" => optim.Adam(model.parameters(), network.LearningRate),
            _ => throw new NotSupportedException($"No optimizer is called {network.Optimizer}."),
        };
        CrossEntropyLoss criterion = CrossEntropyLoss();
        Tensor batches = tensor(work.Order(order), int64).reshape(-1, network.BatchSize);
        long step = 0;
        return steps =>
        {
            double last = 0;
            for (int i = 0; i < steps; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor samples = batches[step % batches.shape[0]];
                optimizer.zero_grad();
                Tensor loss = criterion.call(model.call(images[samples]), labels[samples]);
                loss.backward();
                optimizer.step();
                step++;
                if (i == steps - 1)
                {
                    last = loss.to(float64).item<double>();
                }
            }

            return last;
        };
    }

    private static Sequential Build(NetworkDescription network, double[] weights)
    {
        var layers = new List<Module<Tensor, Tensor>>();
        int start = 0;
        for (int i = 1; i < network.Sizes.Length; i++)
        {
            (int inputs, int outputs) = (network.Sizes[i - 1], network.Sizes[i]);
            Linear linear = Linear(inputs, outputs);
            using (no_grad())
            {
                Tensor weight = tensor(
                    weights[start..(start += inputs * outputs)],
                    inputs,
                    outputs
                );
                linear.weight.copy_(weight.T);
                linear.bias!.zero_();
            }

            layers.Add(linear);
            if (i < network.Sizes.Length - 1)
            {
                if (network.BatchNormalization)
                {
                    layers.Add(BatchNorm1d(outputs));
                }

                layers.Add(ReLU());
            }
        }

        return Sequential(layers);
    }
}
