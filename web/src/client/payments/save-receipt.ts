import { api } from '../../session/api.js';
import { saveFile } from '../../session/save-file.js';

/** A receipt is a page to print. It is saved as a file: the policy of this application allows no styles of others. */
export async function saveReceipt(id: number): Promise<void> {
  saveFile(`receipt-${id}.html`, 'text/html', await api.receiptsShow({ path: { id } }));
}
