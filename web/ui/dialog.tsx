import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface SheetProps {
  readonly title: string;
  readonly open: boolean;
  readonly close: () => void;
  /** True for two things side by side on a desk. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A dialog on a desk, a sheet from below on a phone. Esc closes it and gives the focus back to where it was. */
export function Sheet({ title, open, close, wide = false, children }: SheetProps) {
  return (
    <ModalOverlay className="dialog-ground" isOpen={open} onOpenChange={(now) => !now && close()} isDismissable={false}>
      <Modal className={wide ? 'dialog wide' : 'dialog'}>
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
