using System.Collections.Immutable;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Wizards;

/// <summary>An expression over answers, such as <c>!select_all and output == 'port'</c>.</summary>
public abstract record Condition
{
    /// <summary>The questions it asks about.</summary>
    public abstract IEnumerable<string> Questions { get; }

    public bool Holds(AnswerSheet answers) => Evaluate(answers).IsTruthy;

    internal abstract Value Evaluate(AnswerSheet answers);

    internal sealed record Answer(string Id) : Condition
    {
        public override IEnumerable<string> Questions => [Id];

        internal override Value Evaluate(AnswerSheet answers)
            => answers.Secrets.ContainsKey(Id) ? Value.Of(true) : answers[Id];
    }

    internal sealed record Constant(Value Value) : Condition
    {
        public override IEnumerable<string> Questions => [];

        internal override Value Evaluate(AnswerSheet answers) => Value;
    }

    internal sealed record Not(Condition Inner) : Condition
    {
        public override IEnumerable<string> Questions => Inner.Questions;

        internal override Value Evaluate(AnswerSheet answers) => Value.Of(!Inner.Holds(answers));
    }

    internal sealed record ListOf(ImmutableArray<Condition> Items) : Condition
    {
        public override IEnumerable<string> Questions => Items.SelectMany(item => item.Questions);

        internal override Value Evaluate(AnswerSheet answers) => Value.List(Items.Select(item => item.Evaluate(answers)));
    }

    internal sealed record Binary(string Operator, Condition Left, Condition Right) : Condition
    {
        public override IEnumerable<string> Questions => Left.Questions.Concat(Right.Questions);

        internal override Value Evaluate(AnswerSheet answers) => Value.Of(Operator switch
        {
            "and" => Left.Holds(answers) && Right.Holds(answers),
            "or" => Left.Holds(answers) || Right.Holds(answers),
            "==" => Left.Evaluate(answers) == Right.Evaluate(answers),
            "!=" => Left.Evaluate(answers) != Right.Evaluate(answers),
            "in" => Right.Evaluate(answers).Items.Contains(Left.Evaluate(answers)),
            _ => Left.Evaluate(answers).AsText is { } text && Right.Evaluate(answers).AsText is { } start
                && text.StartsWith(start, StringComparison.Ordinal),
        });
    }
}
