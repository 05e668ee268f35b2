using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Losses;

public sealed class LossRefusalTests
{
    private static readonly Vector<double> s_none = Vector<double>.Build.Dense(0);
    private static readonly Vector<double> s_one = Vector<double>.Build.Dense(1, 1.0);

    public static TheoryData<ILoss, string> Losses =>
        new()
        {
            { new SoftmaxCrossEntropy(), "Softmax with cross-entropy" },
            { new MeanSquaredError(), "Mean squared error" },
            { new SumSquaredError(), "Half sum of squares" },
        };

    [Fact]
    public void Functions_of_no_number_are_refused_for_having_none()
    {
        Assert.All(
            new Action[]
            {
                () => LossFunctions.CrossEntropy(s_none, s_none),
                () => LossFunctions.CrossEntropy(s_none, 0),
                () => LossFunctions.Softmax(s_none),
            },
            call =>
                Assert.Contains(
                    "at least one",
                    Assert.Throws<ArgumentException>(call).Message,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void A_null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>(
            "target",
            () => LossFunctions.CrossEntropy(s_one, null!)
        );
        Assert.Throws<ArgumentNullException>(
            "output",
            () => LossFunctions.CrossEntropy(null!, s_one)
        );
        Assert.Throws<ArgumentNullException>("output", () => LossFunctions.CrossEntropy(null!, 0));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_loss_refuses_nulls_and_says_its_name_where_it_had_no_batch(
        ILoss loss,
        string name
    )
    {
        Assert.Equal(name, $"{loss}");
        Assert.StartsWith(
            $"{name}: Backward needs a Forward",
            Assert.Throws<InvalidOperationException>(loss.Backward).Message,
            StringComparison.Ordinal
        );
        Targets targets = Targets.FromLabels([0], 2);
        Assert.Throws<ArgumentNullException>("output", () => loss.Forward(null!, targets));
        Assert.Throws<ArgumentNullException>(
            "targets",
            () => loss.Forward(Matrix<double>.Build.Dense(1, 2), null!)
        );
    }
}
