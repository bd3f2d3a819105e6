import type { ReactNode } from 'react';

interface FileChoiceProps {
  /** What the button says. */
  readonly name: string;
  readonly take: (files: readonly File[]) => void;
  /** Endings that are offered, as the browser knows them: `.docx,.txt`. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  /** What says what is chosen, where the button stands under words of their own. */
  readonly describedBy?: string;
  readonly children?: ReactNode;
}

/** Files are chosen by a button like any other, in the console's own words: the browser's own speaks its own language and is small for a thumb. */
export function FileChoice({ name, take, accept, multiple = false, disabled = false, describedBy, children }: FileChoiceProps) {
  return (
    <div className="file-choice">
      <label className="button" aria-disabled={disabled || undefined}>
        <input
          type="file"
          className="unseen"
          {...(accept ? { accept } : {})}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            // The same file may be chosen again after it was put right.
            target.value = '';
            take(files);
          }}
        />
        {name}
      </label>
      {children}
    </div>
  );
}
