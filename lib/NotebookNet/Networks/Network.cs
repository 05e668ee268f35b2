using System.Globalization;

namespace NotebookNet;

/// <summary>
/// A feed-forward network: layers one after another, and the loss that training lowers. What its methods return is the caller's
/// to keep. A layer may stand in several networks: they share its parameters, and training one of them moves them for all. It serves one thread at a time and refuses a second one that calls meanwhile; while a <see cref="Trainer"/> trains
/// it, it serves that thread alone, callbacks included.
/// </summary>
/// <example><code>
/// Random random = RandomNumbers.Create(1);
/// Network network = new(
///     inputs: 784,
///     layers:
///     [
///         new Affine(784, 50, Initializer.He, random),
///         new ReLU(),
///         new Affine(50, 10, Initializer.He, random),
///     ],
///     loss: new SoftmaxCrossEntropy());
/// network
/// </code></example>
public sealed partial class Network
{
    private readonly int[] _sizes;
    private readonly OneThread _user = new();
    private readonly OneThread[] _users;
    private readonly OneThread _lossUser;
    private readonly OrderedDictionary<string, Parameter> _parameters = [];

    /// <summary>A network of layers.</summary>
    /// <param name="inputs">Number of columns D of its input, ≥ 1.</param>
    /// <param name="layers">The layers in order, at least one; each must take what the one before gives.</param>
    /// <param name="loss">The loss on the last layer's output.</param>
    /// <param name="regularizer">A penalty on the weights that is added to the loss.</param>
    /// <exception cref="ArgumentException">There is no layer, two do not fit, or a layer or a parameter stands in the network twice.</exception>
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
        Inputs = inputs;
        Layers = [.. layers];
        EveryLayer = PlacedLayer.Of(Layers);
        LossFunction = loss;
        _lossUser = OneThread.Of(loss);
        _users = [_user, .. EveryLayer.Select(placed => OneThread.Of(placed.Layer))];
        Regularizer = regularizer;
        _sizes = new int[layers.Count];
        for (int i = 0, size = inputs; i < layers.Count; i++)
        {
            size = layers[i].Outputs(size);
            _sizes[i] = size;
        }

        foreach ((string path, ILayer layer) in EveryLayer)
        {
            foreach (Parameter parameter in layer.Parameters)
            {
                _parameters.TryAdd($"{path}.{parameter.Name}", parameter);
            }
        }

        Parameters = [.. EveryLayer.SelectMany(placed => placed.Layer.Parameters)];
        Tensors = [.. EveryLayer.SelectMany(placed => placed.Tensors)];
        Draws = new Draws(EveryLayer);
        Check(Tensors);
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

    /// <summary>All layers' parameters, inner layers' included, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">Index of the layer and name within it, as files and gradient checks have it: "0.weight", and in a block "2.1.weight".</param>
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

    /// <summary>The layers in order, each followed by those that it is made of.</summary>
    internal IReadOnlyList<PlacedLayer> EveryLayer { get; }

    /// <summary>The generators that layers draw from.</summary>
    internal Draws Draws { get; }

    /// <summary>
    /// Everything that training changes, under the names that files use: each layer's parameters and statistics, such as
    /// "0.weight" or "1.running_mean".
    /// </summary>
    internal IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>The last layer's output.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    /// <returns>N×C, a matrix of its own that nothing changes later.</returns>
    /// <exception cref="ArgumentException">The input has not D columns.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the network.</exception>
    public Matrix<double> Predict(Matrix<double> input, bool training = false)
    {
        using OneThread.Turn turn = Enter();
        return Output(input, training).Clone();
    }

    /// <summary>The batch's mean loss, the regularizer's penalty included.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the network or its loss.</exception>
    public double Loss(Matrix<double> input, Targets targets, bool training = false)
    {
        using OneThread.Turn turn = Enter();
        using OneThread.Turn lossTurn = EnterLoss();
        return LossFunction.Forward(Output(input, training), targets) + Penalty();
    }

    /// <summary>
    /// Backpropagation: computes the gradient of a training step's loss with respect to every parameter, into
    /// <see cref="Parameter.Gradient"/>, and returns the loss.
    /// </summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <returns>The batch's mean loss, the regularizer's penalty included.</returns>
    /// <exception cref="InvalidOperationException">Another thread is using the network or its loss.</exception>
    public double Backpropagate(Matrix<double> input, Targets targets) =>
        Backpropagate(input, targets, training: true, activationGradients: null);

    /// <summary>Backpropagation on a mini-batch: see <see cref="Backpropagate(Matrix{double}, Targets)"/>.</summary>
    public double Backpropagate(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Backpropagate(batch.Input, batch.Targets);
    }

    /// <summary>Loss (without regularization) and accuracy on a data set, in evaluation mode.</summary>
    /// <exception cref="ArgumentException">The data's samples or targets have another size than the network's inputs or outputs.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the network or its loss.</exception>
    /// <exception cref="OperationCanceledException">The reader pressed Stop in an editor.</exception>
    public Evaluation Evaluate(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        CheckFits(dataset, nameof(dataset));
        using OneThread.Turn turn = Enter();
        using OneThread.Turn lossTurn = EnterLoss();
        return new Evaluator(dataset).Evaluate(this, Interruption.Token);
    }

    /// <summary>A copy of every layer's output, in the order of the layers: for histograms of activations.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the network.</exception>
    public IReadOnlyList<Matrix<double>> Activations(Matrix<double> input, bool training = false)
    {
        using OneThread.Turn turn = Enter();
        CheckInput(input);
        Draws.BeforePass(training);
        var activations = new List<Matrix<double>>(Layers.Count);
        Matrix<double> output = input;
        foreach (ILayer layer in Layers)
        {
            output = layer.Forward(output, training);
            activations.Add(output.Clone());
        }

        return activations;
    }

    /// <summary>
    /// A copy of the gradient of the batch's mean loss with respect to every layer's output, in the order of the layers and of the
    /// shapes of <see cref="Activations"/>: for how gradients fade or grow on their way back. <see cref="Parameter.Gradient"/> is
    /// written as <see cref="Backpropagate(Matrix{double}, Targets)"/> writes it.
    /// </summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    /// <returns>∂L/∂Y of each layer's output Y, the last one the gradient of the loss itself.</returns>
    /// <exception cref="InvalidOperationException">Another thread is using the network or its loss.</exception>
    public IReadOnlyList<Matrix<double>> ActivationGradients(
        Matrix<double> input,
        Targets targets,
        bool training = false
    )
    {
        var gradients = new Matrix<double>[Layers.Count];
        Backpropagate(input, targets, training, gradients);
        return gradients;
    }

    /// <summary>The network as a table: each layer, the columns of its output, its number of parameters.</summary>
    public override string ToString() => ToTable().ToString();

    /// <inheritdoc cref="ToString"/>
    internal Table ToTable() =>
        Table
            .Of(
                EveryLayer,
                ("layer", placed => placed),
                (
                    "output",
                    placed =>
                        placed.Depth == 0
                            ? _sizes[int.Parse(placed.Path, CultureInfo.InvariantCulture)]
                            : null
                ),
                (
                    "parameters",
                    placed => placed.Layer.AllParameters.Sum(parameter => parameter.Count)
                )
            )
            .Titled(
                FormattableString.Invariant(
                    $"{Inputs} inputs, {Parameters.Sum(parameter => parameter.Count)} parameters{Frozen()}, {LossFunction}"
                )
            );

    private string Frozen() =>
        Parameters.Where(parameter => parameter.IsFrozen).Sum(parameter => parameter.Count)
            is > 0
                and int frozen
            ? Invariant($" ({frozen} of them frozen)")
            : "";

    /// <summary>Takes the right to use the network and its layers; another thread that tries meanwhile is refused.</summary>
    internal OneThread.Turn Enter() => OneThread.Enter("network", _users);

    /// <summary>The same for the loss, which several networks may share.</summary>
    internal OneThread.Turn EnterLoss() => _lossUser.Enter("loss");

    /// <summary>The last layer's output: the layer's own matrix, overwritten by its next call.</summary>
    internal Matrix<double> Output(Matrix<double> input, bool training)
    {
        CheckInput(input);
        Draws.BeforePass(training);
        Matrix<double> output = input;
        for (int i = 0; i < Layers.Count; i++)
        {
            output = Layers[i].Forward(output, training);
        }

        return output;
    }

    /// <summary>Throws unless a data set's samples and targets have the sizes of this network's inputs and outputs.</summary>
    internal void CheckFits(Dataset dataset, string name)
    {
        if (dataset.InputCount != Inputs)
        {
            throw new ArgumentException(
                $"The network takes {Inputs} values a sample, got {dataset.InputCount} ({dataset}).",
                name
            );
        }

        if (dataset.OutputCount != Outputs)
        {
            throw new ArgumentException(
                $"The network gives {Outputs} outputs, the targets have {dataset.OutputCount} columns ({dataset}).",
                name
            );
        }
    }

    private static void Check(IReadOnlyList<NamedTensor> tensors)
    {
        if (
            tensors.CountBy(tensor => tensor.Name).FirstOrDefault(name => name.Value > 1) is
            { Key: { } twice }
        )
        {
            throw new ArgumentException(
                $"A layer's parameters and statistics need different names, got {twice} twice. Those of inner layers belong to {nameof(ILayer.Layers)}."
            );
        }

        var first = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        foreach ((string name, Matrix<double> value) in tensors)
        {
            if (!first.TryAdd(value, name))
            {
                throw new ArgumentException(
                    $"{first[value]} and {name} are one matrix: each backward pass sets the gradient of a parameter, so it can stand in one place only (no tied weights)."
                );
            }
        }
    }

    private double Backpropagate(
        Matrix<double> input,
        Targets targets,
        bool training,
        Matrix<double>[]? activationGradients
    )
    {
        using OneThread.Turn turn = Enter();
        using OneThread.Turn lossTurn = EnterLoss();
        double loss = LossFunction.Forward(Output(input, training), targets) + Penalty();
        Matrix<double> gradient = LossFunction.Backward();
        activationGradients?[^1] = gradient.Clone();
        for (int i = Layers.Count - 1; i > 0; i--)
        {
            gradient = Layers[i].Backward(gradient);
            activationGradients?[i - 1] = gradient.Clone();
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
