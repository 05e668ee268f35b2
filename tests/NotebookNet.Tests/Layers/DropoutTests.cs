using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

public class DropoutTests
{
    private static readonly Matrix<double> s_ones = Matrix<double>.Build.Dense(200, 100, 1);

    [Fact]
    public void Kept_values_are_scaled_in_training_and_all_are_as_they_were_otherwise()
    {
        var layer = new Dropout(0.3, RandomNumbers.Create(61));
        Matrix<double> trained = layer.Forward(s_ones, training: true);
        Assert.All(trained.Enumerate(), value => Assert.True(value is 0 or 1 / (1 - 0.3)));
        Matrix<double> tested = layer.Forward(s_ones, training: false);
        Assert.All(tested.Enumerate(), value => Assert.Equal(1, value));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_share_of_dropped_elements_is_the_probability(double probability)
    {
        var layer = new Dropout(probability, RandomNumbers.Create(62));
        int count = s_ones.RowCount * s_ones.ColumnCount;
        double dropped =
            layer.Forward(s_ones, training: true).Enumerate().Count(value => value == 0)
            / (double)count;
        double deviation = Math.Sqrt(probability * (1 - probability) / count);
        Assert.InRange(dropped, probability - (5 * deviation), probability + (5 * deviation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public void An_element_and_its_neighbour_are_dropped_independently(int distance)
    {
        const double Probability = 0.4;
        var layer = new Dropout(Probability, RandomNumbers.Create(70));
        double[] first = layer.Forward(s_ones, training: true).ToColumnMajorArray();
        double[] second = layer.Forward(s_ones, training: true).ToColumnMajorArray();
        int pairs = first.Length - distance;
        CheckShare(Enumerable.Range(0, pairs).Count(i => first[i] + first[i + distance] == 0));
        CheckShare(Enumerable.Range(0, pairs).Count(i => first[i] + second[i] == 0));

        void CheckShare(int bothDropped)
        {
            const double Expected = Probability * Probability;
            // Each pair overlaps two others, which at most doubles the variance: its factor is 1 + 2p/(1 + p).
            double deviation = Math.Sqrt(2 * Expected * (1 - Expected) / pairs);
            Assert.InRange(
                (double)bothDropped / pairs,
                Expected - (5 * deviation),
                Expected + (5 * deviation)
            );
        }
    }

    [Fact]
    public void A_probability_of_0_drops_nothing()
    {
        var layer = new Dropout(0, RandomNumbers.Create(63));
        Assert.Equal(s_ones, layer.Forward(s_ones, training: true));
    }

    [Fact]
    public void The_same_seed_drops_the_same()
    {
        var first = new Dropout(0.5, RandomNumbers.Create(64));
        var second = new Dropout(0.5, RandomNumbers.Create(64));
        var other = new Dropout(0.5, RandomNumbers.Create(65));
        for (int i = 0; i < 3; i++)
        {
            Matrix<double> expected = first.Forward(s_ones, training: true);
            Assert.Equal(expected, second.Forward(s_ones, training: true));
            Assert.NotEqual(expected, other.Forward(s_ones, training: true));
        }
    }

    [Fact]
    public void Each_training_pass_draws_anew_unless_the_generator_is_put_back()
    {
        var layer = new Dropout(0.5, RandomNumbers.Create(66));
        Matrix<double> first = layer.Forward(s_ones, training: true).Clone();
        LayerCases.Rewind(layer);
        Matrix<double> second = layer.Forward(s_ones, training: true).Clone();
        Assert.NotEqual(first, second);
        layer.Forward(s_ones, training: false);
        LayerCases.Rewind(layer);
        Assert.Equal(second, layer.Forward(s_ones, training: true));
        Assert.NotEqual(second, layer.Forward(s_ones, training: true));
    }

    [Fact]
    public void The_gradient_passes_where_the_value_passed()
    {
        var layer = new Dropout(0.5, RandomNumbers.Create(68));
        Matrix<double> output = layer.Forward(s_ones, training: true).Clone();
        Assert.Equal(output * 3, layer.Backward(s_ones * 3));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_probability_out_of_range_is_rejected(double probability)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Dropout(probability, RandomNumbers.Create(69))
        );
        Assert.Contains("probability must be", exception.Message, StringComparison.Ordinal);
    }
}
