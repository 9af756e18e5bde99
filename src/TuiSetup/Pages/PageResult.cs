using TuiSetup.Core.Answers;

namespace TuiSetup.Pages;

/// <summary>Where a page leads.</summary>
internal enum PageMove
{
    Next,
    Back,
    Leave,
}

internal sealed record PageResult(PageMove Move, AnswerSheet Answers);
