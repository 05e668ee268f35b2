namespace NotebookNet.Tests.Optimizers;

public class LearningRateScheduleTests
{
    [Fact]
    public void Every_schedule_is_reached_from_one_name()
    {
        Same(LearningRateSchedule.Step(0.8, 0.5, 3), LearningRateSchedule.Step(0.8, 0.5, every: 3));
        Same(
            LearningRateSchedule.Exponential(0.8, 0.5, 3),
            LearningRateSchedule.Exponential(0.8, 0.5, every: 3)
        );
        Same(LearningRateSchedule.Cosine(0.8, 7, 0.1), LearningRateSchedule.Cosine(0.8, 7, 0.1));

        static void Same(LearningRateSchedule expected, LearningRateSchedule actual)
        {
            Assert.Equal($"{expected}", $"{actual}");
            Assert.Equal(expected.First(10), actual.First(10));
        }
    }

    [Fact]
    public void A_number_is_a_constant_schedule()
    {
        LearningRateSchedule schedule = 0.25;
        Assert.Equal([0.25, 0.25, 0.25], schedule.First(3));
        Assert.Equal("0.25", schedule.ToString());
    }

    [Fact]
    public void A_stair_falls_by_its_factor_every_so_many_steps()
    {
        var schedule = LearningRateSchedule.Step(0.8, 0.5, every: 3);
        Assert.Equal([0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2], schedule.First(7));
        Assert.Equal(0.8 * Math.Pow(0.5, 33), schedule.At(100), 1e-25);
    }

    [Fact]
    public void An_exponential_follows_its_formula()
    {
        var schedule = LearningRateSchedule.Exponential(0.3, 0.1, every: 1000);
        for (int step = 0; step < 5000; step += 7)
        {
            double expected = 0.3 * Math.Pow(0.1, step / 1000.0);
            Assert.Equal(expected, schedule.At(step), expected * 1e-14);
        }

        Assert.Equal(0.3 * 0.1, schedule.At(1000));
        Assert.Equal(0.5 * 0.25, LearningRateSchedule.Exponential(0.5, 0.5).At(2));
    }

    [Fact]
    public void A_cosine_follows_its_formula_and_stays_at_its_end()
    {
        var schedule = LearningRateSchedule.Cosine(0.5, 200, finalLearningRate: 0.1);
        for (int step = 0; step < 200; step++)
        {
            double expected = 0.1 + (0.4 * (1 + Math.Cos(Math.PI * step / 200)) / 2);
            Assert.Equal(expected, schedule.At(step), 1e-15);
        }

        Assert.Equal(0.5, schedule.At(0));
        Assert.Equal(0.1, schedule.At(200));
        Assert.Equal(0.1, schedule.At(10_000));
        Assert.Equal(0, LearningRateSchedule.Cosine(0.5, 4).At(4));
    }

    [Fact]
    public void A_warm_up_rises_linearly_and_then_begins_the_schedule_that_follows()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Step(1, 0.5, every: 2).AfterWarmUp(4);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1, 1, 0.5, 0.5, 0.25], schedule.First(9));
        Assert.Equal("warm-up over 4 steps to 1, times 0.5 every 2 steps", schedule.ToString());
        LearningRateSchedule constant = 1;
        Assert.Equal([0.5, 1, 1], constant.AfterWarmUp(2).First(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_not_positive_and_finite_is_refused(double rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.FromDouble(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(rate, 0.5, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Exponential(rate, 0.5)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(rate, 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_factor_outside_0_to_1_is_refused(double factor)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Step(0.1, factor, 10)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Exponential(0.1, factor)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_number_of_steps_below_one_is_refused(int steps)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Step(0.1, 0.5, steps)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Exponential(0.1, 0.5, steps)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(0.1, steps));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.FromDouble(0.1).AfterWarmUp(steps)
        );
    }

    [Fact]
    public void A_last_rate_above_the_first_or_below_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(0.1, 10, 0.2));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Cosine(0.1, 10, -0.01)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LearningRateSchedule.Cosine(0.1, 10, double.NaN)
        );
    }

    [Fact]
    public void A_negative_step_is_refused()
    {
        LearningRateSchedule[] schedules =
        [
            0.1,
            LearningRateSchedule.Step(0.1, 0.5, 10),
            LearningRateSchedule.Exponential(0.1, 0.5),
            LearningRateSchedule.Cosine(0.1, 10),
            LearningRateSchedule.FromDouble(0.1).AfterWarmUp(10),
        ];
        Assert.All(
            schedules,
            schedule => Assert.Throws<ArgumentOutOfRangeException>(() => schedule.At(-1))
        );
    }
}
