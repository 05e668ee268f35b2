using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>A feed-forward network: layers one after another, and the loss that training lowers.</summary>
public sealed partial class Network
{
    private readonly int[] _sizes;
    private readonly OrderedDictionary<string, Parameter> _parameters = [];

    /// <summary>A network of layers.</summary>
    /// <param name="inputs">Number of columns D of its input, ≥ 1.</param>
    /// <param name="layers">The layers in order, at least one; each must take what the one before gives.</param>
    /// <param name="loss">The loss on the last layer's output.</param>
    /// <param name="regularizer">A penalty on the weights that is added to the loss.</param>
    /// <exception cref="ArgumentException">There is no layer, two do not fit, or one stands in the list twice.</exception>
    public Network(
        int inputs,
        IReadOnlyList<ILayer> layers,
        ILoss loss,
        IRegularizer? regularizer = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(loss);
        CheckLayers(layers);
        Inputs = inputs;
        Layers = [.. layers];
        LossFunction = loss;
        Regularizer = regularizer;
        _sizes = new int[layers.Count];
        for (int i = 0, size = inputs; i < layers.Count; i++)
        {
            size = layers[i].Outputs(size);
            _sizes[i] = size;
        }

        for (int i = 0; i < Layers.Count; i++)
        {
            foreach (Parameter parameter in Layers[i].Parameters)
            {
                _parameters.TryAdd($"{i}.{parameter.Name}", parameter);
            }
        }

        Parameters = [.. Layers.SelectMany(layer => layer.Parameters)];
        Tensors =
        [
            .. Layers.SelectMany(
                (layer, i) =>
                    layer
                        .Parameters.Select(parameter => (parameter.Name, parameter.Value))
                        .Concat(layer.Statistics.Select(item => (item.Name, item.Value)))
                        .Select(item => new NamedTensor($"{i}.{item.Name}", item.Value))
            ),
        ];
        if (
            Tensors.CountBy(tensor => tensor.Name).FirstOrDefault(name => name.Value > 1) is
            { Key: { } twice }
        )
        {
            throw new ArgumentException(
                $"A layer's parameters and statistics need different names, got {twice} twice.",
                nameof(layers)
            );
        }
    }

    /// <summary>Number of columns D of the input.</summary>
    public int Inputs { get; }

    /// <summary>Number of columns of the output.</summary>
    public int Outputs => _sizes[^1];

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<ILayer> Layers { get; }

    /// <summary>The loss on the last layer's output.</summary>
    public ILoss LossFunction { get; }

    /// <summary>The penalty on the weights, if any.</summary>
    public IRegularizer? Regularizer { get; }

    /// <summary>All layers' parameters, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">Index of the layer and name within it, as files and gradient checks have it, such as "0.weight".</param>
    /// <exception cref="ArgumentException">There is none of that name. The message lists the names.</exception>
    public Parameter this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _parameters.TryGetValue(name, out Parameter? parameter)
                ? parameter
                : throw new ArgumentException(
                    $"The network has no parameter \"{name}\", only {string.Join(", ", _parameters.Keys)}.",
                    nameof(name)
                );
        }
    }

    /// <summary>
    /// Everything that training changes, under the names that files use: each layer's parameters and statistics, such as
    /// "0.weight" or "1.running_mean".
    /// </summary>
    internal IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>The last layer's output.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    /// <returns>N×C; overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">The input has not D columns.</exception>
    public Matrix<double> Predict(Matrix<double> input, bool training = false)
    {
        CheckInput(input);
        Matrix<double> output = input;
        for (int i = 0; i < Layers.Count; i++)
        {
            output = Layers[i].Forward(output, training);
        }

        return output;
    }

    /// <summary>The batch's mean loss, the regularizer's penalty included.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    public double Loss(Matrix<double> input, Targets targets, bool training = false) =>
        LossFunction.Forward(Predict(input, training), targets) + Penalty();

    /// <summary>
    /// Backpropagation: computes the gradient of a training step's loss with respect to every parameter, into
    /// <see cref="Parameter.Gradient"/>, and returns the loss.
    /// </summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <returns>The batch's mean loss, the regularizer's penalty included.</returns>
    public double Backpropagate(Matrix<double> input, Targets targets)
    {
        double loss = Loss(input, targets, training: true);
        Matrix<double> gradient = LossFunction.Backward();
        for (int i = Layers.Count - 1; i > 0; i--)
        {
            gradient = Layers[i].Backward(gradient);
        }

        Layers[0].BackwardToParameters(gradient);
        if (Regularizer is not null)
        {
            for (int i = 0; i < Parameters.Count; i++)
            {
                if (Parameters[i].IsRegularized)
                {
                    Regularizer.AddGradient(Parameters[i].Value, Parameters[i].Gradient);
                }
            }
        }

        return loss;
    }

    /// <summary>Backpropagation on a mini-batch: see <see cref="Backpropagate(Matrix{double}, Targets)"/>.</summary>
    public double Backpropagate(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Backpropagate(batch.Input, batch.Targets);
    }

    /// <summary>Loss (without regularization) and accuracy on a data set, in evaluation mode.</summary>
    /// <exception cref="ArgumentException">The data's samples or targets have another size than the network's inputs or outputs.</exception>
    public Evaluation Evaluate(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckFits(dataset, nameof(dataset));
        return new Evaluator(dataset).Evaluate(this);
    }

    /// <summary>A copy of every layer's output, in the order of the layers: for histograms of activations.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    public IReadOnlyList<Matrix<double>> Activations(Matrix<double> input, bool training = false)
    {
        CheckInput(input);
        var activations = new List<Matrix<double>>(Layers.Count);
        Matrix<double> output = input;
        foreach (ILayer layer in Layers)
        {
            output = layer.Forward(output, training);
            activations.Add(output.Clone());
        }

        return activations;
    }

    /// <summary>The network as a table: each layer, the columns of its output, its number of parameters.</summary>
    public override string ToString()
    {
        List<string[]> rows =
        [
            ["layer", "output", "parameters"],
            .. Layers.Select(
                (layer, i) =>
                    new[]
                    {
                        $"{layer}",
                        $"{_sizes[i]}",
                        $"{layer.Parameters.Sum(parameter => parameter.Count)}",
                    }
            ),
            [$"{LossFunction}", "", $"{Parameters.Sum(parameter => parameter.Count)} in all"],
        ];
        return TextTable.Of(rows, leftAligned: 1);
    }

    /// <summary>Throws unless a data set's samples and targets have the sizes of this network's inputs and outputs.</summary>
    internal void CheckFits(Dataset dataset, string name)
    {
        if (dataset.Inputs != Inputs)
        {
            throw new ArgumentException(
                $"The network takes {Inputs} values a sample, got {dataset.Inputs} ({dataset}).",
                name
            );
        }

        if (dataset.Outputs != Outputs)
        {
            throw new ArgumentException(
                $"The network gives {Outputs} outputs, the targets have {dataset.Outputs} columns ({dataset}).",
                name
            );
        }
    }

    private static void CheckLayers(IReadOnlyList<ILayer> layers)
    {
        if (layers.Count == 0)
        {
            throw new ArgumentException(
                "A network needs at least one layer, got none.",
                nameof(layers)
            );
        }

        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is null)
            {
                throw new ArgumentException($"Layer {i} is null.", nameof(layers));
            }

            for (int j = 0; j < i; j++)
            {
                if (ReferenceEquals(layers[i], layers[j]))
                {
                    throw new ArgumentException(
                        $"Layers {j} and {i} are one object ({layers[i]}): a layer keeps what its backward pass needs, so it can stand in one place only.",
                        nameof(layers)
                    );
                }
            }
        }
    }

    private void CheckInput(Matrix<double> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ColumnCount != Inputs)
        {
            throw new ArgumentException(
                $"The network expects {Inputs} columns, got {input.ColumnCount} (input is {input.Shape()}).",
                nameof(input)
            );
        }
    }

    private double Penalty()
    {
        double penalty = 0;
        if (Regularizer is not null)
        {
            for (int i = 0; i < Parameters.Count; i++)
            {
                if (Parameters[i].IsRegularized)
                {
                    penalty += Regularizer.Penalty(Parameters[i].Value);
                }
            }
        }

        return penalty;
    }
}
