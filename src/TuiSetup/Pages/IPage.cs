namespace TuiSetup.Pages;

/// <summary>A kind of page: shows one window of a wizard, and returns what was answered and where to go.</summary>
internal interface IPage
{
    Task<PageResult> ShowAsync(WindowUi ui, PageContext context, CancellationToken cancel);
}
